import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { parseConfig } from '../../lambda/config/parse-config.ts';

function problems(text: string): readonly string[] {
  const parsed = parseConfig(text, 'c.yaml');
  return parsed.ok ? [] : parsed.problems.map(renderConfigProblem);
}

const USER = 'arn:aws:iam::111122223333:user/ada';
const automation = (owner: string, principal = 'arn:aws:iam::111122223333:role/build') =>
  `automation: [{name: build, principal: "${principal}", rules: [ec2/run-instances], owner: ${owner}, expires: 2027-06-30}]`;

describe('who is who in countersign.yaml', () => {
  test.each([
    [
      'one name in two spellings',
      'people: {overrides: {ada: ada@example.com, Ada: bo@example.com}}',
      'of "ada" a second time',
    ],
    [
      'a name and the ARN of its user',
      `people: {overrides: {"${USER}": ada@example.com, ada: bo@example.com}}`,
      '"ada" is bo@example.com',
    ],
    [
      'a person who is another',
      'people: {overrides: {ada: ada@example.com, ada@example.com: bo@example.com}}',
      'expected bo@example.com',
    ],
    [
      'a program that is a person',
      `people: {overrides: {"${USER}": ada@example.com}}\n${automation('bo@example.com', USER)}`,
      'which people.overrides says is ada@example.com',
    ],
    [
      'an override to a foreign domain',
      'people: {domains: [example.com], overrides: {ada: ada@exampel.com}}',
      'did you mean example.com?',
    ],
    [
      'an owner of a foreign domain',
      `people: {domains: [example.com], owners: {"arn:aws:iam::*:role/ci": ada@example.net}}`,
      'people.owners',
    ],
    [
      'an account owned by a foreign domain',
      'people: {domains: [example.com]}\naccounts: [{id: "111122223333", name: a, owner: ada@example.net}]',
      'accounts[0].owner',
    ],
    [
      'a program owned by a foreign domain',
      `people: {domains: [example.com]}\n${automation('ada@example.net')}`,
      'automation[0].owner',
    ],
  ])('%s is refused', (_what, text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });

  test('several principals of one person are not refused, nor a person by her own address', () => {
    const text = `people:
  domains: [example.com]
  overrides: {"${USER}": ada@example.com, ada: ada@example.com, ada.l@example.com: ada@example.com}`;

    expect(problems(text)).toEqual([]);
  });

  test('without domains every address is taken', () => {
    expect(problems(`people: {overrides: {ada: ada@example.net}}\n${automation('bo@example.org')}`)).toEqual(
      [],
    );
  });
});
