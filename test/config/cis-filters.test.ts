import { EXACT_FILTERS, ORGANIZATION_CHANGES, TUNED_UNAUTHORIZED } from '../../lambda/config/cis-filters.ts';
import { matchesFilter } from './metric-filter.ts';

const ORDINARY = {
  eventVersion: '1.11',
  eventType: 'AwsApiCall',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  sourceIPAddress: '198.51.100.7',
  userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/dev/ada' },
};
const DENIED = { ...ORDINARY, errorCode: 'AccessDenied' };

/** As many copies of the benchmark have it. */
const WIDELY_COPIED =
  '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*") || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket")}';

describe('the filter of unauthorised calls', () => {
  const { pattern } = TUNED_UNAUTHORIZED;

  test.each(['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation'])(
    'counts %s',
    (errorCode) => {
      expect(matchesFilter(pattern, { ...ORDINARY, errorCode })).toBe(true);
    },
  );

  test('does not count an ordinary call, which the widely copied filter does', () => {
    expect(matchesFilter(pattern, ORDINARY)).toBe(false);
    expect(matchesFilter(WIDELY_COPIED, ORDINARY)).toBe(true);
  });

  test.each([
    ['the delivery of logs', { sourceIPAddress: 'delivery.logs.amazonaws.com' }],
    ['a look whether a bucket is there', { eventName: 'HeadBucket' }],
  ])('does not count %s', (_what, changes) => {
    expect(matchesFilter(pattern, { ...DENIED, ...changes })).toBe(false);
  });

  test('does not count another error', () => {
    expect(matchesFilter(pattern, { ...ORDINARY, errorCode: 'ThrottlingException' })).toBe(false);
  });
});

describe("the benchmark's filters", () => {
  const all = [...EXACT_FILTERS, TUNED_UNAUTHORIZED, ORGANIZATION_CHANGES];
  const countedBy = (record: object) =>
    all.filter(({ pattern }) => matchesFilter(pattern, record)).map(({ control }) => control);

  test('are one for each control, none longer than CloudWatch takes', () => {
    expect(EXACT_FILTERS.map(({ control }) => control)).toEqual(
      Array.from({ length: 14 }, (_, index) => `CloudWatch.${index + 1}`),
    );
    expect(all.filter(({ pattern }) => pattern.length > 1_024)).toEqual([]);
  });

  test('count no ordinary call', () => {
    expect(countedBy(ORDINARY)).toEqual([]);
  });

  test.each([
    ['CloudWatch.1', { userIdentity: { type: 'Root' } }],
    [
      'CloudWatch.3',
      {
        eventName: 'ConsoleLogin',
        additionalEventData: { MFAUsed: 'No' },
        userIdentity: { type: 'IAMUser' },
        responseElements: { ConsoleLogin: 'Success' },
      },
    ],
    ['CloudWatch.4', { eventName: 'AttachRolePolicy' }],
    ['CloudWatch.5', { eventName: 'StopLogging' }],
    ['CloudWatch.6', { eventName: 'ConsoleLogin', errorMessage: 'Failed authentication' }],
    ['CloudWatch.7', { eventSource: 'kms.amazonaws.com', eventName: 'DisableKey' }],
    ['CloudWatch.8', { eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' }],
    ['CloudWatch.9', { eventSource: 'config.amazonaws.com', eventName: 'StopConfigurationRecorder' }],
    ['CloudWatch.10', { eventName: 'AuthorizeSecurityGroupIngress' }],
    ['CloudWatch.11', { eventName: 'CreateNetworkAclEntry' }],
    ['CloudWatch.12', { eventName: 'AttachInternetGateway' }],
    ['CloudWatch.13', { eventName: 'ReplaceRoute' }],
    ['CloudWatch.14', { eventName: 'CreateVpc' }],
    ['Organizations', { eventSource: 'organizations.amazonaws.com', eventName: 'LeaveOrganization' }],
  ])('%s counts its call, and it alone does', (control, changes) => {
    expect(countedBy({ ...ORDINARY, ...changes })).toEqual([control]);
  });

  test('a denied call is counted by both kinds, for the auditor and for people', () => {
    expect(countedBy(DENIED)).toEqual(['CloudWatch.2', 'CloudWatch.2-tuned']);
  });
});
