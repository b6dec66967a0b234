import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { type CatalogueOptions, compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem } from '../../lambda/sigma/problem.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { problemsOf, ruleText } from './rule-text.ts';

const NOW = Date.UTC(2026, 10, 20);
const RULE = `${ruleText('selection: { eventSource: iam.amazonaws.com, eventName: [CreateUser, DeleteUser] }', 'condition: selection')}id: 0E95725D-7320-415d-80f7-004da920fc11\nname: user_changes\n`;
const OTHER = ruleText('selection: { eventName: CreateRole }', 'condition: selection');

function filterText(more: {
  readonly rules?: string;
  readonly expiry?: string;
  readonly detection?: readonly string[];
}): string {
  const detection = more.detection ?? [
    'selection: { userIdentity.userName: terraform }',
    'condition: not selection',
  ];
  return [
    'title: Terraform keeps the users',
    'logsource: { product: aws, service: cloudtrail }',
    'owner: jane@example.com',
    'reason: The users are code',
    `expiry: ${more.expiry ?? '2026-12-31'}`,
    'filter:',
    `  rules: ${more.rules ?? '[iam/users]'}`,
    ...detection.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function compiled(filter: string, options: Partial<CatalogueOptions> = { now: NOW }) {
  const files = [
    readRuleFile('iam/users', 'rules/iam/users.yml', RULE),
    readRuleFile('iam/roles', 'rules/iam/roles.yml', OTHER),
    readRuleFile('filters/terraform', 'filters/terraform.yml', filter),
  ];
  const { catalogue, problems } = compileCatalogue(
    files.flatMap(({ documents }) => documents),
    { levels: {}, ...options },
  );
  const matched = (userName: string, more: JsonObject = {}) =>
    catalogue
      .match(
        {
          eventSource: 'iam.amazonaws.com',
          eventName: 'CreateUser',
          eventTime: '2026-11-20T10:00:00Z',
          userIdentity: { userName },
          ...more,
        },
        () => undefined,
      )
      .map(({ ruleId }) => ruleId);
  return { catalogue, matched, problems: problems.map(formatProblem) };
}

describe('a filter', () => {
  test('excepts what its condition does not keep, from the rules it names', () => {
    const { catalogue, matched, problems } = compiled(filterText({}));

    expect(problems).toEqual([]);
    expect(matched('terraform')).toEqual([]);
    expect(matched('bob')).toEqual(['iam/users']);
    expect(matched('terraform', { eventName: 'CreateRole' })).toEqual(['iam/roles']);
    expect(catalogue.rules.map(({ match, filters }) => [match.ruleId, filters])).toEqual([
      ['iam/users', ['filters/terraform']],
      ['iam/roles', []],
    ]);
  });

  test.each([
    ['the id of the rule file', '[iam/users]'],
    ['the Sigma id, whatever its case', '[0e95725d-7320-415d-80f7-004da920fc11]'],
    ['the name', '[user_changes]'],
    ['one text', 'user_changes'],
    ['any rule', 'any'],
  ])('names its rules by %s', (_, rules) => {
    expect(compiled(filterText({ rules })).matched('terraform')).toEqual([]);
  });

  test('leaves alone what the rule needs of EventBridge, for it will expire', () => {
    const { catalogue } = compiled(
      filterText({ detection: ['selection: { eventName: DeleteUser }', 'condition: not selection'] }),
    );

    expect(catalogue.rules[0]?.reach[0]?.eventName).toHaveLength(2);
  });

  test('takes several selections and a list of conditions', () => {
    const detection = [
      'people: { userIdentity.userName: [terraform, pulumi] }',
      'offices:',
      '  - sourceIPAddress|cidr: 192.0.2.0/24',
      '  - sourceIPAddress: 198.51.100.7',
      'condition: not (people and offices)',
    ];
    const { matched } = compiled(filterText({ detection }));

    expect(matched('pulumi', { sourceIPAddress: '192.0.2.9' })).toEqual([]);
    expect(matched('pulumi', { sourceIPAddress: '203.0.113.9' })).toEqual(['iam/users']);
  });

  test('stops filtering after its last day, and is reported with its place', () => {
    const { matched, problems } = compiled(filterText({ expiry: '2026-11-19' }));

    expect(matched('terraform')).toEqual(['iam/users']);
    expect(problems).toEqual([
      'filters/terraform.yml:5:9: warning: it expired on 2026-11-19 and filters nothing any more: jane@example.com should renew or delete it',
    ]);
  });

  test('filters on its last day', () => {
    expect(compiled(filterText({ expiry: '2026-11-20' })).matched('terraform')).toEqual([]);
  });

  test('keeps a call made after its last day however long ago the catalogue was compiled', () => {
    const { matched } = compiled(filterText({ expiry: '2026-11-19' }), {});

    expect(matched('terraform')).toEqual(['iam/users']);
    expect(matched('terraform', { eventTime: '2026-11-19T23:59:59Z' })).toEqual([]);
  });

  test('that names an unknown rule is reported with its place and a guess, and keeps its other rules', () => {
    const { matched, problems } = compiled(filterText({ rules: '[iam/user, iam/users]' }));

    expect(problems).toEqual([
      'filters/terraform.yml:7:11: error: no rule has the id or name "iam/user" — did you mean "iam/users"?',
    ]);
    expect(matched('terraform')).toEqual([]);
  });

  test.each([
    ['every call of the rule', ['selection: { eventSource: iam* }', 'condition: not selection']],
    ['every service', ["selection: { eventSource: '*' }", 'condition: not selection']],
    [
      'all of its names',
      ['a: { eventName: CreateUser }', 'b: { eventName: Delete* }', 'condition: not 1 of them'],
    ],
  ])('that would silence a rule wholly is not applied to it: %s', (_, detection) => {
    const { matched, problems } = compiled(filterText({ detection }));

    expect(problems).toEqual([expect.stringContaining('it would silence "iam/users" wholly')]);
    expect(matched('bob')).toEqual(['iam/users']);
  });

  test.each([
    [
      'that keeps only what it selects',
      filterText({ detection: ['selection: { userIdentity.userName: terraform }', 'condition: selection'] }),
      '9:14 error it would silence every call that matches none of its selections',
    ],
    [
      'without rules',
      filterText({}).replace('  rules: [iam/users]\n', ''),
      '6:1 error expected a list of rules',
    ],
    ['with any among others', filterText({ rules: '[iam/users, any]' }), '7:22 error "any" stands alone'],
    ['with a rule twice', filterText({ rules: '[a, a]' }), '7:14 error "a" stands twice'],
    ['with no day', filterText({ expiry: 'soon' }), '5:9 error "expiry" must be a day such as 2026-12-31'],
    ['with a day that is not', filterText({ expiry: '2026-02-30' }), '5:9 error "expiry" must be a day'],
    [
      'with an owner that is no text',
      filterText({}).replace('jane@example.com', '5'),
      '3:8 error "owner" must be a text',
    ],
    [
      'for another product',
      filterText({}).replace('product: aws', 'product: windows'),
      '2:23 error a filter for product "windows"',
    ],
    [
      'with an unknown fact',
      filterText({ detection: ['selection: { fact.tol: terraform }', 'condition: not selection'] }),
      '8:16 error unknown fact "fact.tol" — did you mean "fact.tool"?',
    ],
    [
      'with its owner in the wrong place',
      filterText({ detection: ['owner: bob', 'selection: { eventName: x }', 'condition: not selection'] }),
      '8:3 error "owner" belongs beside "filter", not in it',
    ],
    [
      'without a condition',
      filterText({ detection: ['selection: { eventName: x }'] }),
      '6:1 error no "condition"',
    ],
  ])('%s is refused with its place', (_, text, problem) => {
    const [line = ''] = problem.split(' ');
    const place = line === '6:1' ? /^7:3 / : new RegExp(`^${line} `);

    expect(problemsOf(text)).toContainEqual(expect.stringMatching(place));
    expect(problemsOf(text)).toContainEqual(expect.stringContaining(problem.slice(line.length)));
    expect(readRuleFile('f', 'f.yml', text).documents).toEqual([]);
  });

  test.each(['owner', 'reason', 'expiry'])('without %s is used, and reported', (key) => {
    const text = filterText({})
      .split('\n')
      .filter((line) => !line.startsWith(key))
      .join('\n');

    expect(problemsOf(text)).toEqual([expect.stringMatching(new RegExp(`^\\d+:\\d+ warning no "${key}"`))]);
    expect(compiled(text).matched('terraform')).toEqual([]);
  });
});
