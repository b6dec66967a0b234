import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';

/** Values of the fields that rules and calls are made of: few, so that they meet; some differ in case alone. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  eventSource: [
    'iam.amazonaws.com',
    'sts.amazonaws.com',
    's3.amazonaws.com',
    'IAM.amazonaws.com',
    'guardduty.amazonaws.com',
  ],
  eventName: [
    'CreateUser',
    'createuser',
    'AssumeRole',
    'GetObject',
    'ListUsers',
    'ConsoleLogin',
    'Impact:EC2/Behavior',
  ],
  eventType: ['AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent', 'AwsCloudTrailInsight'],
  errorCode: ['AccessDenied', 'accessdenied', 'Client.UnauthorizedOperation', 'Throttling*'],
  userAgent: ['aws-cli/2.31.0', 'S3 Browser 9.5', 'console.amazonaws.com', 'TruffleHog'],
  sourceIPAddress: ['198.51.100.7', '203.0.113.9', 'AWS Internal'],
  'userIdentity.type': ['Root', 'IAMUser', 'AssumedRole', 'AWSService', 'root'],
  'userIdentity.invokedBy': ['ec2.amazonaws.com', 'AWS Internal'],
  'userIdentity.userName': ['alice', 'Alice', 'bob\\x'],
};
const FIELDS = Object.keys(VALUES);
const FACTS: Readonly<Record<string, readonly JsonValue[]>> = {
  'fact.failed': [true, false],
  'fact.actor.kind': ['root', 'iam-user', 'role-session', 'service', 'anonymous', 'sso'],
};
const TEXT_MODIFIERS = [
  '',
  '',
  '',
  '|contains',
  '|startswith',
  '|endswith',
  '|cased',
  '|contains|cased',
  '|neq',
  '|contains|all',
  '|windash',
  '|startswith|cased',
];

function piece(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length }))
    .map(([one, other]) => text.slice(Math.min(one, other), Math.max(one, other)));
}

function textOf(field: string): fc.Arbitrary<string> {
  const text = fc.constantFrom(...(VALUES[field] ?? ['x']));
  return fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: text.chain(piece).map((part) => `${part}*`) },
    { weight: 1, arbitrary: text.chain(piece).map((part) => `*${part}*`) },
    { weight: 1, arbitrary: text.map((whole) => `${whole.slice(0, 2)}*${whole.slice(-2)}`) },
    { weight: 1, arbitrary: fc.constantFrom('*', '?reateUser', '') },
  );
}

function listed<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> {
  return fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
}

const namedField: fc.Arbitrary<readonly [string, JsonValue]> = fc.constantFrom(...FIELDS).chain((field) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(
        fc.constantFrom(...TEXT_MODIFIERS).map((modifier) => field + modifier),
        listed(textOf(field)),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant(field), listed<JsonValue>(fc.oneof(textOf(field), fc.constant(null)))),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constant(`${field}|exists`), fc.boolean()) },
    { weight: 1, arbitrary: fc.tuple(fc.constant(`${field}|re|i`), fc.constantFrom('^A.*', 'user', 'es?$')) },
  ),
);
const factField: fc.Arbitrary<readonly [string, JsonValue]> = fc
  .constantFrom(...Object.keys(FACTS))
  .chain((fact) => fc.tuple(fc.constant(fact), listed(fc.constantFrom(...(FACTS[fact] ?? [])))));

const fields: fc.Arbitrary<JsonObject> = fc
  .array(fc.oneof({ weight: 5, arbitrary: namedField }, { weight: 1, arbitrary: factField }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((entries) => Object.fromEntries(entries));
const selection: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 5, arbitrary: fields },
  { weight: 1, arbitrary: fc.array(fields, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(['browser']) },
);
const condition = fc.constantFrom(
  'a',
  'a and b',
  'a or b',
  'a and not b',
  'a and not (b or c)',
  'not a',
  '1 of them',
  'all of them',
  'a and not 1 of c*',
  '(a or b) and not c',
  'not (a and b) and c',
);

/** The text of a rule file; JSON is YAML. */
export const ruleText: fc.Arbitrary<string> = fc
  .record({ a: selection, b: selection, c: selection, condition })
  .map((detection) =>
    JSON.stringify({
      title: 'A rule',
      level: 'medium',
      logsource: { product: 'aws', service: 'cloudtrail' },
      detection,
    }),
  );

function oneOf(field: string, ...others: readonly JsonValue[]): fc.Arbitrary<JsonValue> {
  return fc.constantFrom<JsonValue>(...(VALUES[field] ?? []), ...others);
}

/** Calls that such rules are about. */
export const callRecord: fc.Arbitrary<JsonObject> = fc.record(
  {
    eventType: oneOf('eventType', 'AwsApiCall', 'AwsApiCall'),
    eventSource: oneOf('eventSource'),
    eventName: oneOf('eventName'),
    errorCode: oneOf('errorCode', null),
    userAgent: oneOf('userAgent', null),
    sourceIPAddress: oneOf('sourceIPAddress'),
    readOnly: fc.boolean(),
    managementEvent: fc.constantFrom(true, true, false),
    recipientAccountId: fc.constant('111122223333'),
    userIdentity: fc.record(
      {
        type: oneOf('userIdentity.type'),
        accountId: fc.constant('111122223333'),
        invokedBy: oneOf('userIdentity.invokedBy', null),
        userName: oneOf('userIdentity.userName'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['eventType', 'eventSource', 'eventName'] },
);
