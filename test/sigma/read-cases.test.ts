import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { readCases } from '../../lambda/sigma/read-cases.ts';
import { passesCase } from '../../lambda/sigma/run-case.ts';

const FILE = 'rules/iam/create-user.cases.yml';

describe('reading cases', () => {
  test('fills a partial record', () => {
    const { cases, problems } = readCases(
      FILE,
      'match:\n  - name: creates a user\n    record: { eventSource: iam.amazonaws.com, eventName: CreateUser }\n',
    );

    expect(problems).toEqual([]);
    expect(cases).toMatchObject([
      {
        name: 'creates a user',
        wanted: 'match',
        file: FILE,
        line: 2,
        record: {
          eventName: 'CreateUser',
          awsRegion: 'eu-west-1',
          recipientAccountId: '111122223333',
          userIdentity: { type: 'IAMUser', userName: 'alice' },
        },
      },
    ]);
  });

  test('adds to an identity of the same type, and takes none of another', () => {
    const identity = (given: string) =>
      readCases(
        FILE,
        `match: [{ name: a, record: { eventSource: s, eventName: n, userIdentity: ${given} } }]`,
      ).cases[0]?.record['userIdentity'];

    expect(identity('{ userName: bob }')).toMatchObject({
      type: 'IAMUser',
      userName: 'bob',
      accountId: '111122223333',
    });
    expect(identity('{ type: Root }')).toMatchObject({ type: 'Root', arn: 'arn:aws:iam::111122223333:root' });
    expect(identity('{ type: AWSService, invokedBy: x }')).toEqual({
      type: 'AWSService',
      accountId: '111122223333',
      invokedBy: 'x',
    });
  });

  test('reads a piece of configuration', () => {
    const { cases } = readCases(
      FILE,
      'no-match: [{ name: a, record: { eventSource: s, eventName: n }, config: { networks: { trusted: [{ name: office, cidrs: [192.0.2.0/24] }] } } }]',
    );

    expect(cases[0]).toMatchObject({
      wanted: 'no-match',
      config: { networks: { trusted: [{ name: 'office', cidrs: ['192.0.2.0/24'] }] } },
    });
  });

  test.each([
    ['an unknown group', 'matc: []', '1:7', 'unknown key "matc" — did you mean "match"?'],
    ['a group that is no list', 'match: yes', '1:8', '"match" must be a list of cases'],
    [
      'a case without a name',
      'match: [{ record: { eventSource: s, eventName: n } }]',
      '1:9',
      'the case has no "name" that says what it shows',
    ],
    [
      'a case without a call',
      'match: [{ name: a, record: { eventName: n } }]',
      '1:9',
      'the case has no "record" with eventSource and eventName',
    ],
    [
      'wrong configuration',
      'match: [{ name: a, record: { eventSource: s, eventName: n }, config: { network: {} } }]',
      '1:70',
      'network: unknown key',
    ],
  ])('names the place of %s', (_, text, place, message) => {
    const { problems } = readCases(FILE, text);

    expect(problems).toHaveLength(1);
    expect(`${problems[0]?.line}:${problems[0]?.column}`).toBe(place);
    expect(problems[0]?.message).toContain(message);
  });

  test('a case passes when the rule does what it wants', () => {
    const detection = {
      selection: { eventName: 'CreateUser', 'fact.actor.kind': 'iam-user' },
      condition: 'selection',
    };
    const body = { title: 'A', level: 'low', logsource: { product: 'aws' }, detection };
    const { catalogue } = compileCatalogue([{ ruleId: 'a', file: 'a.yml', body }], { levels: {} });
    const passes = (text: string) => readCases(FILE, text).cases.map((one) => passesCase(catalogue, one));

    expect(passes('match: [{ name: a, record: { eventSource: s, eventName: CreateUser } }]')).toEqual([true]);
    expect(passes('no-match: [{ name: a, record: { eventSource: s, eventName: CreateUser } }]')).toEqual([
      false,
    ]);
    expect(passes('match: [{ name: a, record: { eventSource: s, eventName: Other } }]')).toEqual([false]);
  });
});
