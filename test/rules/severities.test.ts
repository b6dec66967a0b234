import path from 'node:path';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { LEVELS } from '../../lambda/config/config.ts';
import { factsOf } from '../../lambda/facts/facts.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { context, sampleCall } from '../facts/sample-call.ts';

const { documents } = readRulesFolders([path.resolve(__dirname, '../../rules')]);
const { catalogue } = compileCatalogue(documents, { levels: {} });

const SEVERITY = {
  informational: 'log',
  low: 'log',
  medium: 'notify',
  high: 'alert',
  critical: 'alert',
} as const;

/** What the whole catalogue makes of a call, before policy. */
function severityOf(
  service: string,
  eventName: string,
  requestParameters: JsonObject,
  more: JsonObject = {},
) {
  const call = sampleCall({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    ...more,
  });
  const levels = catalogue.match(call.record, factsOf(call, context)).map((match) => match.level);
  const highest = LEVELS.findLast((level) => levels.includes(level));
  return highest === undefined ? 'nothing' : SEVERITY[highest];
}

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

  test.each([
    ['sts', 'AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/app', roleSessionName: 'x' }],
    ['sts', 'GetCallerIdentity', {}],
    ['ec2', 'DescribeInstances', {}],
    ['s3', 'ListBuckets', {}],
    ['kms', 'Decrypt', {}],
    ['secretsmanager', 'GetSecretValue', { secretId: 'database' }],
    ['ssm', 'GetParameter', { name: '/app/database' }],
    ['iam', 'GetUser', {}],
  ])('has nothing to say about %s %s', (service, eventName, parameters) => {
    expect(severityOf(service, eventName, parameters)).toBe('nothing');
  });

  test.each([
    [
      'iam',
      'CreateRole',
      {
        roleName: 'app',
        assumeRolePolicyDocument:
          '{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      },
    ],
    ['iam', 'AttachRolePolicy', { roleName: 'app', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    [
      'iam',
      'CreatePolicyVersion',
      { policyDocument: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}' },
    ],
    ['ec2', 'CreateSecurityGroup', { groupName: 'web' }],
    ['ec2', 'RunInstances', { instanceType: 't3.micro' }],
    ['s3', 'CreateBucket', { bucketName: 'b' }],
    ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'f' }],
    ['lambda', 'AddPermission20150331v2', { functionName: 'f', principal: 'events.amazonaws.com' }],
    ['sqs', 'CreateQueue', { queueName: 'q' }],
    ['rds', 'CreateDBInstance', { publiclyAccessible: false }],
    ['kms', 'CreateKey', { description: '' }],
    ['logs', 'CreateLogGroup', { logGroupName: '/aws/lambda/f' }],
  ])('asks nobody about the everyday %s %s', (service, eventName, parameters) => {
    expect(['nothing', 'log']).toContain(severityOf(service, eventName, parameters));
  });
});
