import { isObject, type JsonObject, textOf } from '../cloudtrail/json.ts';

/**
 * What a case's record has where the case says nothing: a successful call by the IAM user alice. `eventSource` and
 * `eventName` come from the case.
 */
const DEFAULT_RECORD = {
  eventVersion: '1.11',
  eventTime: '2026-01-15T10:00:00Z',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: null,
  responseElements: null,
  requestID: '7a5c3f0e-1c52-4c3f-9a51-0d6b4f2f8c11',
  eventID: '1f0c2f5e-58b7-4d39-8f6e-6a4f2b0d9c22',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
} as const;

const IDENTITIES: Readonly<Record<string, JsonObject>> = {
  IAMUser: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLEALICE00001',
    arn: 'arn:aws:iam::111122223333:user/alice',
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLEALICE0001',
    userName: 'alice',
  },
  Root: {
    type: 'Root',
    principalId: '111122223333',
    arn: 'arn:aws:iam::111122223333:root',
    accountId: '111122223333',
  },
};

/**
 * The whole record of a case: the keys it gives replace those of the default. In `userIdentity` they are added to an
 * identity of the same type (`IAMUser` unless given; types other than IAMUser and Root have the account alone).
 */
export function caseRecord(given: JsonObject): JsonObject {
  const identity = given['userIdentity'];
  if (identity !== undefined && !isObject(identity)) return { ...DEFAULT_RECORD, ...given };
  const type = textOf(identity?.['type']) ?? 'IAMUser';
  const base = IDENTITIES[type] ?? { type, accountId: '111122223333' };
  return { ...DEFAULT_RECORD, ...given, userIdentity: { ...base, ...identity } };
}
