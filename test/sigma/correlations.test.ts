import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem } from '../../lambda/sigma/problem.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { problemsOf, ruleText } from './rule-text.ts';

const RULE = `${ruleText('selection: { eventName: ConsoleLogin }', 'condition: selection')}id: 0e95725d-7320-415d-80f7-004da920fc11\nname: failed_login\n`;
const OTHER = `${ruleText('selection: { eventName: CreateUser }', 'condition: selection')}name: new_user\n`;

function correlationText(...lines: readonly string[]): string {
  const given = (key: string) => lines.some((line) => line.startsWith(`${key}:`));
  const defaults = [
    'type: event_count',
    'rules: [failed_login]',
    'group-by: [userIdentity.arn]',
    'timespan: 10m',
  ];
  return [
    'title: Many failed sign-ins',
    'level: high',
    'correlation:',
    ...defaults.filter((line) => !given(line.split(':')[0] ?? '')).map((line) => `  ${line}`),
    ...lines.filter((line) => line !== '').map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function compiled(...texts: readonly string[]) {
  const files = [
    readRuleFile('signin/failed', 'signin/failed.yml', RULE),
    readRuleFile('iam/create', 'iam/create.yml', OTHER),
    ...texts.map((text, index) => readRuleFile(`many/c${index}`, `many/c${index}.yml`, text)),
  ];
  const documents = files.flatMap((file) => file.documents);
  const { catalogue, problems } = compileCatalogue(documents, { levels: { 'many/c0': 'critical' } });
  return { catalogue, problems: problems.map(formatProblem) };
}

describe('a correlation', () => {
  test('is kept in the catalogue as data, with the level of the deployment', () => {
    const { catalogue, problems } = compiled(
      correlationText('condition: { gt: 5, lte: 20 }', 'generate: true'),
    );

    expect(problems).toEqual([]);
    expect(catalogue.rules).toHaveLength(2);
    expect(catalogue.correlations).toMatchObject([
      {
        ruleId: 'many/c0',
        file: 'many/c0.yml',
        details: { title: 'Many failed sign-ins', level: 'critical' },
        rules: ['failed_login'],
        ruleIds: { failed_login: ['signin/failed'] },
        groupBy: ['userIdentity.arn'],
        timespanMs: 600_000,
        condition: {
          kind: 'figure',
          type: 'event_count',
          limits: [
            { compare: 'gt', value: 5 },
            { compare: 'lte', value: 20 },
          ],
        },
        generate: true,
      },
    ]);
  });

  test.each([
    ['value_count', '{ field: [sourceIPAddress, userAgent], gte: 3 }'],
    ['value_sum', '{ field: requestParameters.size, gt: 0.5 }'],
    ['value_avg', '{ field: requestParameters.size, lt: 10 }'],
    ['value_min', '{ field: requestParameters.size, eq: 1 }'],
    ['value_max', '{ field: requestParameters.size, neq: 1 }'],
    ['value_median', '{ field: requestParameters.size, gte: 1 }'],
    ['value_percentile', '{ field: requestParameters.size, percentile: 95, gte: 1 }'],
  ])('of type %s is about a field', (type, condition) => {
    const { catalogue } = compiled(correlationText(`type: ${type}`, `condition: ${condition}`));

    expect(catalogue.correlations).toMatchObject([{ condition: { kind: 'figure', type } }]);
  });

  test('of several rules wants all of them unless it says how many, or which', () => {
    const temporal = ['type: temporal', 'rules: [failed_login, new_user]'];
    const { catalogue, problems } = compiled(
      correlationText(...temporal),
      correlationText('type: temporal_ordered', 'rules: [new_user, failed_login]', 'condition: { gte: 1 }'),
      correlationText(...temporal, 'condition: failed_login and not new_user'),
    );

    expect(problems).toEqual([]);
    expect(catalogue.correlations.map(({ condition }) => condition)).toEqual([
      { kind: 'rules-matched', type: 'temporal', limits: [{ compare: 'gte', value: 2 }] },
      { kind: 'rules-matched', type: 'temporal_ordered', limits: [{ compare: 'gte', value: 1 }] },
      {
        kind: 'expression',
        type: 'temporal',
        expression: {
          kind: 'all',
          parts: [
            { kind: 'rule', rule: 'failed_login' },
            { kind: 'not', part: { kind: 'rule', rule: 'new_user' } },
          ],
        },
      },
    ]);
  });

  test('groups by aliases of the fields of its rules', () => {
    const { catalogue, problems } = compiled(
      correlationText(
        'type: temporal',
        'rules: [failed_login, new_user]',
        'group-by: [who]',
        'aliases:',
        '  who: { failed_login: userIdentity.userName, new_user: requestParameters.userName }',
      ),
    );

    expect(problems).toEqual([]);
    expect(catalogue.correlations[0]?.aliases).toEqual({
      who: { failed_login: 'userIdentity.userName', new_user: 'requestParameters.userName' },
    });
  });

  test('may name another correlation, but not itself by way of it', () => {
    const first = correlationText('rules: [many/c1]', 'condition: { gte: 2 }');
    const { catalogue } = compiled(first, correlationText('condition: { gte: 2 }'));
    const circular = compiled(first, correlationText('rules: [many/c0]', 'condition: { gte: 2 }'));

    expect(catalogue.correlations).toHaveLength(2);
    expect(circular.catalogue.correlations).toEqual([]);
    expect(circular.problems).toEqual([
      'many/c0.yml:7:10: error: it is about itself, by way of the rules it names; the correlation is left out',
      'many/c1.yml:7:10: error: it is about itself, by way of the rules it names; the correlation is left out',
    ]);
  });

  test('that names an unknown rule is left out, with its place and a guess', () => {
    const { catalogue, problems } = compiled(
      correlationText('rules: [signin/failed, faild_login]', 'condition: { gte: 2 }'),
    );

    expect(catalogue.correlations).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(
        /^many\/c0\.yml:7:26: error: no rule .* "faild_login" — did you mean "failed_login"\?/,
      ),
    ]);
  });

  test('in a file of its own with its rules is read as one of its documents', () => {
    const { documents, problems } = readRuleFile(
      'a',
      'a.yml',
      `${RULE}---\n${correlationText('condition: { gte: 2 }')}`,
    );

    expect(documents.map(({ ruleId }) => ruleId)).toEqual(['a', 'a#2']);
    expect(problems).toEqual([]);
  });

  test.each([
    [
      'an unknown type',
      ['type: event_cont', 'condition: { gte: 2 }'],
      'unknown type "event_cont"; allowed are event_count',
    ],
    [
      'an unknown key',
      ['timespn: 5m', 'condition: { gte: 2 }'],
      'unknown key "timespn" — did you mean "timespan"?',
    ],
    ['no rules', ['rules: []', 'condition: { gte: 2 }'], 'expected a list of rules by id or name'],
    ['a rule twice', ['rules: [a, a]', 'condition: { gte: 2 }'], '"a" stands twice'],
    [
      'a time span in capitals',
      ['timespan: 5M', 'condition: { gte: 2 }'],
      'expected a number and one of s, m, h, d',
    ],
    [
      'a time span of nothing',
      ['timespan: 0s', 'condition: { gte: 2 }'],
      'expected a number and one of s, m, h, d',
    ],
    ['no condition', [''], 'a correlation of type event_count needs a condition'],
    ['a condition in words', ['condition: many'], 'a correlation of type event_count needs a condition'],
    ['a condition without limit', ['condition: {}'], 'no limit; allowed are gt, gte, lt, lte, eq, neq'],
    ['an unknown limit', ['condition: { gte: 2, ge: 2 }'], 'unknown key "ge" — did you mean'],
    ['two limits from below', ['condition: { gt: 2, gte: 2 }'], 'gt and gte together'],
    ['a limit beside eq', ['condition: { gt: 2, eq: 3 }'], 'gt and eq together'],
    [
      'an empty range',
      ['condition: { gt: 5, lt: 5 }'],
      'never holds: the limit from below is above the other',
    ],
    ['part of a call', ['condition: { gte: 1.5 }'], '"gte" takes a whole number, 0 or more'],
    ['a limit that is text', ["condition: { gte: '5' }"], '"gte" takes a whole number'],
    [
      'a field for event_count',
      ['condition: { gte: 5, field: userAgent }'],
      'which counts calls, takes no "field"',
    ],
    [
      'no field for value_count',
      ['type: value_count', 'condition: { gte: 5 }'],
      '"field", whose values value_count is about',
    ],
    [
      'two fields for value_sum',
      ['type: value_sum', 'condition: { gte: 5, field: [userAgent, awsRegion] }'],
      'value_sum is about one field',
    ],
    [
      'an unknown fact',
      ['type: value_count', 'condition: { gte: 5, field: fact.tol }'],
      'unknown fact "fact.tol"',
    ],
    [
      'a percentile for value_avg',
      ['type: value_avg', 'condition: { gte: 5, field: userAgent, percentile: 5 }'],
      'takes no "percentile"',
    ],
    [
      'a percentile above 100',
      ['type: value_percentile', 'condition: { gte: 5, field: userAgent, percentile: 101 }'],
      '"percentile" takes 0 to 100',
    ],
    [
      'more rules than there are',
      ['type: temporal', 'rules: [a, b]', 'condition: { gte: 3 }'],
      'never holds: there are 2 rules',
    ],
    [
      'a field for temporal',
      ['type: temporal', 'rules: [a, b]', 'condition: { gte: 2, field: x }'],
      'takes no "field"',
    ],
    [
      'another rule in the condition',
      ['type: temporal', 'rules: [a, b]', 'condition: a and c'],
      'is named "c"',
    ],
    [
      'a group-by that is no list of fields',
      ['group-by: { a: b }', 'condition: { gte: 2 }'],
      'expected a list of fields',
    ],
    [
      'a group-by of an unknown fact',
      ['group-by: [fact.tol]', 'condition: { gte: 2 }'],
      'unknown fact "fact.tol"',
    ],
    [
      'an alias for another rule',
      ['group-by: [x]', 'aliases: { x: { other: userAgent } }', 'condition: { gte: 2 }'],
      '"other" is not among the rules',
    ],
    [
      'an alias that is no map',
      ['aliases: { x: userAgent }', 'condition: { gte: 2 }'],
      'expected a map of rule to field',
    ],
    ['generate in words', ['generate: sometimes', 'condition: { gte: 2 }'], '"generate" takes true or false'],
  ])('is refused with its place for %s', (_, lines, message) => {
    const text = correlationText(...lines);
    const errors = problemsOf(text).filter((problem) => problem.includes(' error '));

    expect(errors).toContainEqual(expect.stringContaining(message));
    for (const error of errors) expect(error).toMatch(/^([3-9]|1\d):\d+ error /);
    expect(readRuleFile('c', 'c.yml', text).documents).toEqual([]);
  });

  test.each([
    ['no group-by', ['group-by:'], 'no "group-by"'],
    ['an alias nobody uses', ['aliases: { x: { failed_login: userAgent } }'], 'does not use the alias "x"'],
    ['temporal of one rule', ['type: temporal', 'condition: { gte: 1 }'], 'is about several rules'],
  ])('is kept, and reported, with %s', (name, lines, message) => {
    const text =
      name === 'no group-by'
        ? correlationText('condition: { gte: 2 }').replace('  group-by: [userIdentity.arn]\n', '')
        : correlationText('condition: { gte: 1 }', ...lines.filter((line) => !line.startsWith('condition')));

    expect(problemsOf(text)).toContainEqual(expect.stringContaining(`warning`));
    expect(problemsOf(text).join('\n')).toContain(message);
    expect(compiled(text).catalogue.correlations).toHaveLength(1);
  });
});

describe('the feed of a rule', () => {
  test.each([
    ['', 'edge'],
    ['feed: edge\n', 'edge'],
    ['feed: archive\n', 'archive'],
  ])('with "%s" is %s', (line, feed) => {
    const { documents, problems } = readRuleFile('a', 'a.yml', `${RULE}${line}`);

    expect(problems).toEqual([]);
    expect(compileCatalogue(documents, { levels: {} }).catalogue.rules[0]?.details.feed).toBe(feed);
  });

  test('is one of two', () => {
    expect(problemsOf(`${RULE}feed: archiv\n`)).toEqual([
      '9:7 error unknown feed "archiv"; allowed are edge, archive — did you mean "archive"?',
    ]);
  });
});
