import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { problemsOf, ruleText } from './rule-text.ts';

const GOOD = ruleText('selection: { eventName: CreateUser }', 'condition: selection');

describe('reading a rule file', () => {
  test('gives the rule as plain data', () => {
    const { documents, problems } = readRuleFile('iam/create-user', 'rules/iam/create-user.yml', GOOD);

    expect(problems).toEqual([]);
    expect(documents).toMatchObject([{ ruleId: 'iam/create-user', file: 'rules/iam/create-user.yml' }]);
    expect(documents[0]?.body).toMatchObject({ title: 'A rule', level: 'medium' });
  });

  test('numbers the documents of one file', () => {
    const { documents } = readRuleFile('a/rule', 'rule.yml', `${GOOD}---\n${GOOD}---\n`);

    expect(documents.map((document) => document.ruleId)).toEqual(['a/rule', 'a/rule#2']);
  });

  test('keeps the good documents of a file beside a bad one', () => {
    const { documents, problems } = readRuleFile('a/rule', 'rule.yml', `title: nothing else\n---\n${GOOD}`);

    expect(documents.map((document) => document.ruleId)).toEqual(['a/rule#2']);
    expect(problems.length).toBeGreaterThan(0);
  });

  test('merges global documents into those after them', () => {
    const text = [
      'action: global',
      'title: Shared',
      'logsource: { product: aws, service: cloudtrail }',
      'level: low',
      'detection: { condition: selection }',
      '---',
      'detection: { selection: { eventName: A } }',
      '---',
      'level: high',
      'detection: { selection: { eventName: B } }',
    ].join('\n');
    const { documents, problems } = readRuleFile('a/rule', 'rule.yml', text);

    expect(problems).toEqual([]);
    expect(documents.map((document) => document.body)).toMatchObject([
      { title: 'Shared', level: 'low', detection: { selection: { eventName: 'A' }, condition: 'selection' } },
      { title: 'Shared', level: 'high', detection: { selection: { eventName: 'B' } } },
    ]);
    expect(documents[0]?.body).not.toHaveProperty('action');
  });

  test('repeats the rule before with changes', () => {
    const { documents } = readRuleFile('a/rule', 'rule.yml', `${GOOD}---\naction: repeat\ntitle: Again\n`);

    expect(documents[1]?.body).toMatchObject({
      title: 'Again',
      level: 'medium',
      detection: { condition: 'selection' },
    });
  });

  test('says where in a global document a fault is', () => {
    const text =
      'action: global\nlevel: hgh\n---\ntitle: A\nlogsource: {product: aws}\ndetection: {s: {eventName: A}, condition: s}\n';

    expect(problemsOf(text)).toEqual([
      '2:8 error unknown level "hgh"; allowed are informational, low, medium, high, critical — did you mean "high"?',
    ]);
  });

  test('assumes medium where there is no level, and says so', () => {
    const { documents, problems } = readRuleFile('a', 'a.yml', GOOD.replace('level: medium\n', ''));

    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 1, column: 1, severity: 'warning' }]);
  });

  test.each([
    [
      'an unknown fact',
      ['selection: { fact.exposre: x }', 'condition: selection'],
      '5:16 error unknown fact "fact.exposre" — did you mean "fact.exposure"?',
    ],
    [
      'an unknown modifier',
      ['selection:', '  eventName|contians: x', 'condition: selection'],
      '6:15 error unknown modifier "contians" — did you mean "contains"?',
    ],
    [
      'a misspelt field',
      ['selection: { evetnName: x }', 'condition: selection'],
      '5:16 warning no CloudTrail record has a field "evetnName" — did you mean "eventName"?',
    ],
    [
      'a condition',
      ['selection: { eventName: x }', 'condition: "selection and filtr"'],
      '6:29 error no selection is named "filtr"',
    ],
    [
      'a selection nobody uses',
      ['selection: { eventName: x }', 'other: { eventName: y }', 'condition: selection'],
      '6:3 warning the condition does not use the selection "other"',
    ],
    [
      'a condition no call satisfies',
      ['a: { eventName: x }', 'b: { eventName: y }', 'condition: a and b'],
      '7:14 warning no call can satisfy this condition: it wants several values of one field',
    ],
    [
      'nested fields',
      ['selection: { userIdentity: { type: Root } }', 'condition: selection'],
      '5:30 error expected text, a number, true, false or null; write nested fields with dots',
    ],
    [
      'an empty list',
      ['selection: { eventName: [] }', 'condition: selection'],
      '5:27 error "eventName" has an empty list',
    ],
    ['an empty selection', ['selection: {}', 'condition: selection'], '5:14 error an empty selection'],
    ['no condition', ['selection: { eventName: x }'], '5:3 error no "condition"'],
    [
      'a field of every object',
      ['selection: { constructor.name: Object }', 'condition: selection'],
      '5:16 error "constructor" cannot be the name of a field',
    ],
    [
      'a regular expression that hangs other engines',
      ["selection: { userAgent|re: '(a+)+$' }", 'condition: selection'],
      '5:30 error the regular expression is refused: a repetition inside a repetition can match the same text in many ways, which hangs other engines',
    ],
  ])('names line and column of %s', (_, detection, problem) => {
    expect(problemsOf(ruleText(...detection))).toEqual([problem]);
  });

  test.each([
    [
      'a rule for Windows',
      GOOD.replace('product: aws', 'product: windows'),
      '2:23 error a rule for product "windows", which Countersign does not read: it reads product aws',
    ],
    [
      'another kind of file',
      'services: { web: { image: nginx } }\n',
      '1:1 error no "logsource"; rules on AWS calls have product: aws, service: cloudtrail',
    ],
    [
      'a list',
      '- a\n- b\n',
      '1:1 error not a rule: a map with "title", "logsource" and "detection" is expected',
    ],
    ['an empty file', '', '1:1 error the file holds no rule'],
    ['a stray repeat', 'action: repeat\ntitle: A\n', '1:1 error "action: repeat" has no rule before it'],
    [
      'an unknown action',
      'action: gobal\ntitle: A\n',
      '1:1 error unknown action; allowed are global, repeat and reset',
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(problemsOf(text)).toContain(problem);
    expect(readRuleFile('a', 'a.yml', text).documents).toEqual([]);
  });
});

describe('reading a hostile file', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
  ];

  test.each([
    ['broken YAML', 'title: "A\nlevel: low\n', /^\d+:\d+ error not YAML: /],
    ['a key twice', 'title: A\ntitle: B\n', /^2:1 error the key "title" stands twice/],
    ['an alias that contains itself', 'title: &a [*a]\n', /^1:12 error the alias \*a contains itself/],
    ['an alias without anchor', 'title: *nowhere\n', /error .*alias.*nowhere/],
    [
      'aliases that unfold to millions',
      bomb.join('\n'),
      /error more than 50000 values once aliases are written out/,
    ],
    ['endless nesting', `title: ${'['.repeat(100_000)}`, /error not YAML: nested too deep/],
    ['nesting that is closed', `title: ${'['.repeat(80)}${']'.repeat(80)}`, /error nested more than 60 deep/],
    [
      'twenty thousand keys',
      Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'),
      /error no "logsource"/,
    ],
    ['sixty thousand aliases', `a: &x 1\nb: [${'*x,'.repeat(60_000)}]`, /error more than 50000 values/],
    ['thirty thousand documents', '--- 1\n'.repeat(30_000), /error the file has more than 1000 documents/],
    ['NUL characters', 'title: \0', /^1:1 error the file holds NUL characters/],
    ['ten megabytes', 'x'.repeat(10_000_000), /^1:1 error the file has more than 256 KiB/],
    ['a merge key', 'a: &a { b: c }\n<<: *a\n', /error merge keys/],
  ])('refuses %s in one clear line, at once', (_, text, pattern) => {
    const started = performance.now();
    const problems = problemsOf(text);

    expect(problems[0]).toMatch(pattern);
    expect(problems[0]).not.toContain('\n');
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
