import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures } from '../sample-call.ts';

const cluster = (resourcesVpcConfig: JsonObject) => ({ name: 'c', resourcesVpcConfig });
const collection = (AllowFromPublic: boolean) => ({
  type: 'network',
  name: 'n',
  policy: JSON.stringify([
    { Rules: [{ ResourceType: 'collection', Resource: ['collection/c'] }], AllowFromPublic },
  ]),
});
const connectivity = (type: string) => ({ clusterArn: 'c', connectivityInfo: { publicAccess: { type } } });

describe('fact.exposure of services with an address of their own', () => {
  test.each<[string, string, JsonObject]>([
    ['dms', 'CreateReplicationInstance', { publiclyAccessible: true }],
    ['amazonmq', 'CreateBroker', { publiclyAccessible: true }],
    ['eks', 'UpdateClusterConfig', cluster({ endpointPublicAccess: true })],
    ['eks', 'CreateCluster', cluster({ endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] })],
    ['eks', 'UpdateClusterConfig', cluster({ publicAccessCidrs: ['0.0.0.0/0'] })],
    ['kafka', 'UpdateConnectivity', connectivity('SERVICE_PROVIDED_EIPS')],
    ['transfer', 'CreateServer', { endpointType: 'PUBLIC' }],
    ['aoss', 'CreateSecurityPolicy', collection(true)],
  ])('%s %s %p is public-endpoint', (service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual(['public-endpoint']);
  });

  test.each<[string, string, JsonObject]>([
    ['dms', 'CreateReplicationInstance', { publiclyAccessible: false }],
    ['amazonmq', 'CreateBroker', {}],
    [
      'eks',
      'UpdateClusterConfig',
      cluster({ endpointPublicAccess: true, publicAccessCidrs: ['198.51.100.0/24'] }),
    ],
    [
      'eks',
      'UpdateClusterConfig',
      cluster({ endpointPublicAccess: false, publicAccessCidrs: ['0.0.0.0/0'] }),
    ],
    ['eks', 'UpdateClusterConfig', { name: 'c', logging: {} }],
    ['kafka', 'UpdateConnectivity', connectivity('DISABLED')],
    ['transfer', 'CreateServer', { endpointType: 'VPC' }],
    ['aoss', 'CreateSecurityPolicy', collection(false)],
    ['aoss', 'CreateSecurityPolicy', { type: 'network', policy: '[{' }],
  ])('%s %s %p is nothing', (service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual([]);
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ['without ranges', { fromPort: 22, toPort: 22, protocol: 'tcp' }, ['internet-ingress']],
    ['for everybody', { fromPort: 22, cidrs: ['0.0.0.0/0'] }, ['internet-ingress']],
    ['for an office', { fromPort: 22, cidrs: ['198.51.100.0/24'] }, []],
    ['for the console', { fromPort: 22, cidrListAliases: ['lightsail-connect'] }, []],
  ])('a port of Lightsail opened %s', (_name, portInfo, expected) => {
    expect(exposures('lightsail', 'OpenInstancePublicPorts', { portInfo })).toEqual(expected);
    expect(exposures('lightsail', 'PutInstancePublicPorts', { portInfos: [portInfo] })).toEqual(expected);
  });
});
