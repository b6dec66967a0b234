import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { factsOf } from '../../../lambda/facts/facts.ts';
import { context, sampleCall } from '../sample-call.ts';

const ingress = (requestParameters: JsonObject | null, more: JsonObject = {}) =>
  factsOf(
    sampleCall({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'AuthorizeSecurityGroupIngress',
      requestParameters,
      ...more,
    }),
    context,
  );
const rule = (ipProtocol: string, fromPort: number | null, toPort: number | null, cidrIp: string) => ({
  ipProtocol,
  ...(fromPort === null ? {} : { fromPort, toPort }),
  groups: {},
  ipRanges: { items: [{ cidrIp }] },
  ipv6Ranges: {},
  prefixListIds: {},
});
const rules = (...items: readonly JsonObject[]) => ({ groupId: 'sg-1', ipPermissions: { items } });

describe('fact.ingress.ports and .services', () => {
  test.each<[string, JsonObject, readonly string[], readonly string[]]>([
    ['one port', rules(rule('tcp', 22, 22, '0.0.0.0/0')), ['22'], ['ssh']],
    ['a harmless port', rules(rule('tcp', 443, 443, '0.0.0.0/0')), ['443'], []],
    ['a range', rules(rule('tcp', 3300, 3400, '0.0.0.0/0')), ['3300-3400'], ['rdp', 'mysql']],
    ['a ping', rules(rule('icmp', 8, -1, '0.0.0.0/0')), ['icmp'], []],
    [
      'one of two rules',
      rules(rule('tcp', 22, 22, '10.0.0.0/8'), rule('tcp', 5432, 5432, '0.0.0.0/0')),
      ['5432'],
      ['postgresql'],
    ],
    [
      'two rules that together do',
      rules(rule('tcp', 22, 22, '52.0.0.0/8'), rule('tcp', 3389, 3389, '53.0.0.0/8')),
      ['22', '3389'],
      ['ssh', 'rdp'],
    ],
    [
      'the older form',
      {
        groupId: 'sg-1',
        ipPermissions: {},
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrIp: '0.0.0.0/0',
      },
      ['22'],
      ['ssh'],
    ],
  ])('%s', (_name, parameters, ports, services) => {
    const facts = ingress(parameters);

    expect(facts('fact.ingress.ports')).toEqual(ports);
    expect(facts('fact.ingress.services')).toEqual(services);
  });

  test.each([
    ['every protocol', rule('-1', null, null, '0.0.0.0/0')],
    ['every port', rule('tcp', 0, 65_535, '0.0.0.0/0')],
    ['every port, as -1', rule('tcp', -1, -1, '0.0.0.0/0')],
  ])('name everything for %s', (_name, one) => {
    const facts = ingress(rules(one));

    expect(facts('fact.ingress.ports')).toEqual(['all']);
    expect(facts('fact.ingress.services')).toEqual(expect.arrayContaining(['all', 'ssh', 'redis']));
  });

  test('read a changed rule', () => {
    const parameters = {
      ModifySecurityGroupRulesRequest: {
        GroupId: 'sg-1',
        SecurityGroupRule: {
          tag: 1,
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, CidrIpv4: '0.0.0.0/0' },
        },
      },
    };

    expect(ingress(parameters, { eventName: 'ModifySecurityGroupRules' })('fact.ingress.services')).toEqual([
      'rdp',
    ]);
  });

  test('read the response where the parameters were too large to record', () => {
    const items = [{ isEgress: false, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0' }];

    expect(
      ingress(null, { responseElements: { securityGroupRuleSet: { items } } })('fact.ingress.ports'),
    ).toEqual(['22']);
  });

  test.each([
    ['a private network', {}, rules(rule('tcp', 22, 22, '10.0.0.0/8'))],
    [
      'traffic going out',
      { eventName: 'AuthorizeSecurityGroupEgress' },
      rules(rule('-1', null, null, '0.0.0.0/0')),
    ],
  ])('are empty for %s', (_name, more, parameters) => {
    expect(ingress(parameters, more)('fact.ingress.ports')).toEqual([]);
    expect(ingress(parameters, more)('fact.ingress.services')).toEqual([]);
  });
});
