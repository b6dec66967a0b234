import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures } from '../sample-call.ts';

const network = (InternetGatewayBlockMode: string) => ({
  ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode },
});
const clusters = (blockPublicSecurityGroupRules: boolean) => ({
  blockPublicAccessConfiguration: { blockPublicSecurityGroupRules },
});
const documents = (settingValue: string) => ({
  settingId: '/ssm/documents/console/public-sharing-permission',
  settingValue,
});

describe('fact.exposure of guards', () => {
  test.each<[string, string, JsonObject]>([
    ['ec2', 'DisableSnapshotBlockPublicAccess', {}],
    ['ec2', 'DisableImageBlockPublicAccess', {}],
    ['ec2', 'CreateVpcBlockPublicAccessExclusion', {}],
    ['ec2', 'ModifyVpcBlockPublicAccessOptions', network('off')],
    ['elasticmapreduce', 'PutBlockPublicAccessConfiguration', clusters(false)],
    ['ssm', 'UpdateServiceSetting', documents('Enable')],
  ])('%s %s switched off is public-access-unblocked', (service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual(['public-access-unblocked']);
  });

  test.each<[string, string, JsonObject]>([
    ['ec2', 'EnableSnapshotBlockPublicAccess', { state: 'block-all-sharing' }],
    ['ec2', 'ModifyVpcBlockPublicAccessOptions', network('block-bidirectional')],
    ['elasticmapreduce', 'PutBlockPublicAccessConfiguration', clusters(true)],
    ['ssm', 'UpdateServiceSetting', documents('Disable')],
    ['ssm', 'UpdateServiceSetting', { settingId: '/ssm/parameter-store/x', settingValue: 'Enable' }],
  ])('%s %s %p is nothing', (service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual([]);
  });
});
