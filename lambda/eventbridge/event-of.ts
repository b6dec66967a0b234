import { type JsonObject, objectOf, textOf } from '../cloudtrail/json.ts';

/**
 * CloudTrail `eventType` → EventBridge `detail-type`.
 * Source: "AWS service events delivered via AWS CloudTrail", Amazon EventBridge User Guide. That page spells the
 * sign-in type "Signin"; what arrives, and what every rule in use names, is "Sign In".
 */
const DETAIL_TYPES: ReadonlyMap<string, string> = new Map([
  ['AwsApiCall', 'AWS API Call via CloudTrail'],
  ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
  ['AwsConsoleSignin', 'AWS Console Sign In via CloudTrail'],
  ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
  ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
  ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail'],
  ['AwsVpceEvents', 'AWS Network Activity Event via CloudTrail'],
]);

const API_CALL = 'AWS API Call via CloudTrail';
const WHOLE_SECONDS = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/;

/**
 * The EventBridge event that the service makes of a CloudTrail record. Missing fields become empty text:
 * a record is never refused for its shape.
 */
export function eventOf(record: JsonObject): JsonObject {
  return {
    version: '0',
    id: textOf(record['eventID']) ?? '',
    'detail-type': detailTypeOf(textOf(record['eventType'])),
    source: sourceOfService(serviceOf(record)),
    account: accountOf(record),
    time: timeOf(record),
    region: textOf(record['awsRegion']) ?? '',
    resources: [],
    detail: record,
  };
}

/** The detail-type of a record's event. @param eventType null where the record has none */
export function detailTypeOf(eventType: string | null): string {
  return DETAIL_TYPES.get(eventType ?? '') ?? API_CALL;
}

/** `iam.amazonaws.com` → `aws.iam`. */
export function sourceOfService(eventSource: string | null): string {
  const [prefix = ''] = (eventSource ?? '').split('.');
  return prefix === '' ? 'aws.cloudtrail' : `aws.${prefix}`;
}

/** Insight events name the service one level down. */
function serviceOf(record: JsonObject): string | null {
  return textOf(record['eventSource']) ?? textOf(objectOf(record['insightDetails'])['eventSource']);
}

function accountOf(record: JsonObject): string {
  return textOf(record['recipientAccountId']) ?? textOf(objectOf(record['userIdentity'])['accountId']) ?? '';
}

function timeOf(record: JsonObject): string {
  const time = textOf(record['eventTime']) ?? '';
  const whole = WHOLE_SECONDS.exec(time)?.[1];
  return whole === undefined ? time : `${whole}Z`;
}
