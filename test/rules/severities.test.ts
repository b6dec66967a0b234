import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { severityOf } from './whole-catalogue.ts';

const ingress = (range: JsonObject) => ({
  groupId: 'sg-1',
  ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ...range }] },
});
const v4 = (...cidrs: string[]) => ingress({ ipRanges: { items: cidrs.map((cidrIp) => ({ cidrIp })) } });
const v6 = (cidrIpv6: string) => ingress({ ipv6Ranges: { items: [{ cidrIpv6 }] } });
const admin = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

describe('the catalogue as a whole', () => {
  test.each([
    ['CreateGroup', 'log', 'iam', 'CreateGroup', { groupName: 'developers' }],
    ['UpdateUser', 'log', 'iam', 'UpdateUser', { userName: 'bob', newUserName: 'robert' }],
    ['CreateUser', 'notify', 'iam', 'CreateUser', { userName: 'bob' }],
    [
      'PutUserPolicy',
      'notify',
      'iam',
      'PutUserPolicy',
      { userName: 'bob', policyName: 'x', policyDocument: '{}' },
    ],
    [
      'PutUserPolicy of an administrator',
      'notify',
      'iam',
      'PutUserPolicy',
      { userName: 'bob', policyDocument: admin },
    ],
    ['opening to 0.0.0.0/0', 'alert', 'ec2', 'AuthorizeSecurityGroupIngress', v4('0.0.0.0/0')],
    ['opening to ::/0', 'alert', 'ec2', 'AuthorizeSecurityGroupIngress', v6('::/0')],
    ['opening to 0.0.0.0/1', 'alert', 'ec2', 'AuthorizeSecurityGroupIngress', v4('0.0.0.0/1')],
    [
      'opening to two halves',
      'alert',
      'ec2',
      'AuthorizeSecurityGroupIngress',
      v4('0.0.0.0/1', '128.0.0.0/1'),
    ],
    ['opening to one private address', 'log', 'ec2', 'AuthorizeSecurityGroupIngress', v4('10.1.2.3/32')],
    ['opening to one public address', 'log', 'ec2', 'AuthorizeSecurityGroupIngress', v4('203.0.113.9/32')],
  ])('makes of %s: %s', (_name, severity, service, eventName, parameters) => {
    expect(severityOf(service, eventName, parameters)).toBe(severity);
  });
});
