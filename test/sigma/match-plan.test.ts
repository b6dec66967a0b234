import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';

function ruleOf(ruleId: string, selection: JsonObject) {
  const logsource = { product: 'aws', service: 'cloudtrail' };
  const detection = { selection, condition: 'selection' };
  return { ruleId, file: `${ruleId}.yml`, body: { title: ruleId, level: 'low', logsource, detection } };
}

const { catalogue } = compileCatalogue(
  [
    ruleOf('root', { 'userIdentity.type': 'Root' }),
    ruleOf('named', { eventName: 'CreateUser' }),
    ruleOf('denied', { 'errorCode|startswith': 'AccessDenied' }),
    ruleOf('decoy', { 'userIdentity.userName|contains': 'decoy' }),
    ruleOf('insight', { eventType: 'AwsCloudTrailInsight' }),
  ],
  { levels: {} },
);

function matched(more: { readonly [name: string]: JsonValue }): readonly string[] {
  const record = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', ...more };
  return catalogue.match(record, () => undefined).map(({ ruleId }) => ruleId);
}

describe('rules that name no call', () => {
  test.each<[string, { readonly [name: string]: JsonValue }, readonly string[]]>([
    ['none of them', { eventType: 'AwsApiCall' }, ['named']],
    ['one', { userIdentity: { type: 'root' } }, ['root', 'named']],
    [
      'several, in the order of the catalogue',
      { errorCode: 'AccessDeniedException', userIdentity: { type: 'Root', userName: 'a-decoy' } },
      ['root', 'named', 'denied', 'decoy'],
    ],
    ['a field that is null', { errorCode: null, userIdentity: null }, ['named']],
    ['a field that is a list', { errorCode: ['Other', 'AccessDenied'] }, ['named', 'denied']],
    [
      'an object that is a list',
      { userIdentity: [{ type: 'IAMUser' }, { type: 'Root' }] },
      ['root', 'named'],
    ],
    ['a key with dots, of which CloudTrail has none', { 'userIdentity.type': 'Root' }, ['named']],
    ['a text where an object should be', { userIdentity: 'Root' }, ['named']],
    ['another event', { eventName: 'Other', eventType: 'AwsCloudTrailInsight' }, ['insight']],
  ])('match a call with %s', (_, more, rules) => {
    expect(matched(more)).toEqual(rules);
    expect(matched(more)).toEqual(rules);
  });

  test('are found in whatever value comes after more than are remembered', () => {
    for (let index = 0; index < 3_000; index++) matched({ userIdentity: { userName: `user-${index}` } });

    expect(matched({ userIdentity: { userName: 'decoy-1' } })).toEqual(['named', 'decoy']);
  });
});
