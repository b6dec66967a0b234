import { knownCalls } from '../../../../cli/rules/aws-calls/known-calls.ts';
import { callNameFaults } from '../../../../cli/rules/findings/call-name-faults.ts';
import type { JsonValue } from '../../../../lambda/cloudtrail/json.ts';

const KNOWN = knownCalls([
  { sources: ['iam'], names: ['CreateUser', 'DeleteUser', 'GetUser'] },
  { sources: ['s3'], names: ['PutBucketPolicy', 'DeleteBucket'] },
]);
const IAM = 'iam.amazonaws.com';
const S3 = 's3.amazonaws.com';

function messages(selection: JsonValue): readonly string[] {
  return callNameFaults({ detection: { selection, condition: 'selection' } }, KNOWN).map(
    ({ message }) => message,
  );
}

describe('names of calls in a rule', () => {
  test.each<[string, JsonValue]>([
    ['a call of the source', { eventSource: IAM, eventName: 'CreateUser' }],
    [
      'a call of one of several sources',
      { eventSource: [IAM, S3], eventName: ['CreateUser', 'DeleteBucket'] },
    ],
    ['a call of any source', { eventName: 'DeleteBucket' }],
    ['another case', { eventSource: 'IAM.amazonaws.com', eventName: 'createuser' }],
    ['the beginning of a call', { eventSource: IAM, 'eventName|startswith': 'Delete' }],
    ['a wildcard', { eventSource: IAM, eventName: '*User' }],
    ['an expression', { eventSource: IAM, 'eventName|re': '^Nothing$' }],
    ['an escape', { eventSource: IAM, eventName: 'Nothing\\*' }],
    ['no call', { eventSource: IAM, eventName: null }],
    ['a number', { eventName: 7 }],
    ['other fields', { errorCode: 'CreateUsers' }],
    ['keywords', ['CreateUsers']],
  ])('accepts %s', (_, selection) => {
    expect(messages(selection)).toEqual([]);
  });

  test.each<[string, JsonValue, string]>([
    [
      'an unknown call',
      { eventSource: IAM, eventName: 'CraeteUser' },
      `${IAM} has no known call "CraeteUser" — did you mean "CreateUser"?`,
    ],
    [
      "another source's call",
      { eventSource: IAM, eventName: 'DeleteBucket' },
      `${IAM} has no known call "DeleteBucket"; it is a call of ${S3}`,
    ],
    [
      'a call of none of the sources',
      { eventSource: [IAM, S3], eventName: 'Xyz' },
      'none of these services has a known call "Xyz"',
    ],
    ['a call of no source', { eventName: 'Xyz' }, 'no AWS service has a known call "Xyz"'],
    [
      'a beginning of no call',
      { 'eventName|startswith': 'Xyz' },
      'no AWS service has a known call that begins with "Xyz"',
    ],
    [
      'an unknown source',
      { eventSource: 'ima.amazonaws.com', eventName: 'CreateUser' },
      'no AWS service is known that writes events of "ima.amazonaws.com" — did you mean "iam.amazonaws.com"?',
    ],
    ['a list of maps', [{ eventName: 'Xyz' }], 'no AWS service has a known call "Xyz"'],
  ])('complains of %s', (_, selection, message) => {
    expect(messages(selection)).toEqual([message]);
  });

  test('stops at a hundred', () => {
    const names = Array.from({ length: 500 }, (_, index) => `Xyz${index}`);

    expect(messages({ eventName: names })).toHaveLength(100);
  });

  test('names the place', () => {
    const body = { detection: { one: [{ eventName: ['CreateUser', 'Xyz'] }], condition: 'one' } };

    expect(callNameFaults(body, KNOWN)).toMatchObject([{ path: ['detection', 'one', 0, 'eventName', 1] }]);
  });

  test('looks into filters, and not at the rules they name', () => {
    const body = { filter: { rules: ['Xyz'], selection: { eventName: 'Xyz' }, condition: 'not selection' } };

    expect(callNameFaults(body, KNOWN)).toMatchObject([{ path: ['filter', 'selection', 'eventName'] }]);
  });
});
