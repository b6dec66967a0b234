import type { JsonObject } from '../lambda/cloudtrail/json.ts';
import { type CallKind, ORDINARY_CALLS, SENSITIVE_CALLS } from './call-kinds.ts';
import { hex, pick, randomFrom } from './random.ts';

/** Bytes of a record as the services write them, on average over real trails. */
const RECORD_BYTES = 1_400;
const MATCHING_SHARE = 0.1;
const FIRST_TIME_MS = Date.UTC(2026, 10, 20);
const REGIONS = ['us-east-1', 'eu-central-1', 'eu-west-1'];
const ACCOUNTS = ['111122223333', '123456789012'];

/**
 * CloudTrail records as lines of JSON, the same for the same arguments: `MATCHING_SHARE` of them match a rule.
 *
 * @param matches whether some rule matches the record
 */
export function generateLines(
  count: number,
  seed: number,
  matches: (record: JsonObject) => boolean,
): readonly string[] {
  const random = randomFrom(seed);
  const trial = (kind: CallKind): boolean => matches(recordOf(kind, 0, randomFrom(seed)));
  const matching = SENSITIVE_CALLS.filter(trial);
  const others = ORDINARY_CALLS.filter((kind) => !trial(kind));
  if (matching.length === 0) throw new Error('no rule matches any of the sensitive calls');
  return Array.from({ length: count }, (_, index) => {
    const kind = pick(random, random() < MATCHING_SHARE ? matching : others);
    return JSON.stringify(recordOf(kind, index, random));
  });
}

function recordOf(kind: CallKind, index: number, random: () => number): JsonObject {
  const account = pick(random, ACCOUNTS);
  const region = pick(random, REGIONS);
  const role = `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Engineer_0123456789abcdef`;
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLE${hex(random, 4)}:jane@example.com`,
      arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Engineer_0123456789abcdef/jane@example.com`,
      accountId: account,
      accessKeyId: `ASIAEXAMPLE${hex(random, 9).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEEXAMPLE',
          arn: role,
          accountId: account,
          userName: 'AWSReservedSSO_Engineer_0123456789abcdef',
        },
        attributes: { creationDate: '2026-11-20T08:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: `${new Date(FIRST_TIME_MS + index * 1_000).toISOString().slice(0, 19)}Z`,
    eventSource: `${kind.service}.amazonaws.com`,
    eventName: kind.name,
    awsRegion: region,
    sourceIPAddress: `198.51.100.${Math.floor(random() * 255)}`,
    userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7',
    requestParameters: kind.request,
    responseElements: null,
    requestID: uuid(random),
    eventID: uuid(random),
    readOnly: kind.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${kind.service}.${region}.amazonaws.com`,
    },
  };
  const missing = RECORD_BYTES - JSON.stringify(record).length - '"additionalEventData":{"note":""},'.length;
  return missing > 0 ? { ...record, additionalEventData: { note: hex(random, missing) } } : record;
}

function uuid(random: () => number): string {
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
}
