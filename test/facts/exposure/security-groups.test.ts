import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { factsOf } from '../../../lambda/facts/facts.ts';
import { context, exposures, sampleCall } from '../sample-call.ts';

const items = (cidrIp: string, more: JsonObject = {}) => ({
  groupId: 'sg-1',
  ipPermissions: {
    items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp }] }, ...more }],
  },
});
const update = (rule: JsonObject) => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: 'sg-1',
    SecurityGroupRule: { tag: 1, SecurityGroupRule: rule },
  },
});

describe('fact.exposure of security groups', () => {
  test.each([
    ['the whole Internet', 'AuthorizeSecurityGroupIngress', items('0.0.0.0/0')],
    ['half of it', 'AuthorizeSecurityGroupIngress', items('0.0.0.0/1')],
    [
      'IPv6',
      'AuthorizeSecurityGroupIngress',
      items('10.0.0.1/32', { ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }),
    ],
    [
      'the older form',
      'AuthorizeSecurityGroupIngress',
      { groupId: 'sg-1', ipPermissions: {}, ipProtocol: 'tcp', cidrIp: '0.0.0.0/0' },
    ],
    ['a changed rule', 'ModifySecurityGroupRules', update({ IpProtocol: 'tcp', CidrIpv4: '0.0.0.0/0' })],
    ['a changed IPv6 rule', 'ModifySecurityGroupRules', update({ CidrIpv6: '::/0' })],
  ])('internet-ingress for %s', (_name, eventName, parameters) => {
    expect(exposures('ec2', eventName, parameters)).toEqual(['internet-ingress']);
  });

  test('internet-prefix-list for a list that lets the Internet in, and only for what is added', () => {
    const list = (request: JsonObject) =>
      exposures('ec2', 'ModifyManagedPrefixList', {
        ModifyManagedPrefixListRequest: { PrefixListId: 'pl-1', CurrentVersion: 1, ...request },
      });
    const entry = { tag: 1, Cidr: '0.0.0.0/0', Description: 'all' };

    expect(list({ AddEntry: entry })).toEqual(['internet-prefix-list']);
    expect(list({ AddEntry: [{ tag: 1, Cidr: '10.0.0.0/8' }, entry] })).toEqual(['internet-prefix-list']);
    expect(list({ AddEntry: { tag: 1, Cidr: '198.51.100.0/24' }, RemoveEntry: entry })).toEqual([]);
  });

  test('internet-ingress for several rules that together cover it', () => {
    const parameters = {
      ModifySecurityGroupRulesRequest: {
        SecurityGroupRule: [
          { SecurityGroupRule: { CidrIpv4: '64.0.0.0/8' } },
          { SecurityGroupRule: { CidrIpv4: '65.0.0.0/8' } },
        ],
      },
    };

    expect(exposures('ec2', 'ModifySecurityGroupRules', parameters)).toEqual(['internet-ingress']);
  });

  test('internet-ingress from the response where the parameters were too large to record', () => {
    const call = sampleCall({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'AuthorizeSecurityGroupIngress',
      requestParameters: null,
      responseElements: { securityGroupRuleSet: { items: [{ isEgress: false, cidrIpv4: '0.0.0.0/0' }] } },
    });

    expect(factsOf(call, context)('fact.exposure')).toEqual(['internet-ingress']);
  });

  test.each([
    ['one private address', 'AuthorizeSecurityGroupIngress', items('10.1.2.3/32')],
    ['a private network', 'AuthorizeSecurityGroupIngress', items('10.0.0.0/8')],
    [
      'a prefix list',
      'AuthorizeSecurityGroupIngress',
      { ipPermissions: { items: [{ prefixListIds: { items: [{ prefixListId: 'pl-1' }] } }] } },
    ],
    [
      'another group',
      'AuthorizeSecurityGroupIngress',
      { ipPermissions: { items: [{ groups: { items: [{ groupId: 'sg-2' }] } }] } },
    ],
    ['traffic going out', 'AuthorizeSecurityGroupEgress', items('0.0.0.0/0')],
    ['a rule taken away', 'RevokeSecurityGroupIngress', items('0.0.0.0/0')],
    [
      'a description that names the Internet',
      'AuthorizeSecurityGroupIngress',
      items('10.1.2.3/32', { description: '0.0.0.0/0' }),
    ],
  ])('nothing for %s', (_name, eventName, parameters) => {
    expect(exposures('ec2', eventName, parameters)).toEqual([]);
  });
});
