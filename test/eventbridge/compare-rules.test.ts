import fc from 'fast-check';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { compareRules, type DeployedRule } from '../../lambda/eventbridge/compare-rules.ts';
import type { ExpectedRule } from '../../lambda/eventbridge/expected-rules.ts';

const EXPECTED: ExpectedRule = {
  name: 'countersign-changes-a-1',
  state: 'ENABLED',
  pattern: { source: ['aws.iam', 'aws.sts'], detail: { eventName: [{ prefix: 'Create' }, 'DeleteUser'] } },
  topic: 'countersign-events',
};
const READS: ExpectedRule = {
  ...EXPECTED,
  name: 'countersign-reads-a-1',
  state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
};

function asDeployed({ name, state, pattern, topic }: ExpectedRule): DeployedRule {
  return { name, state, pattern, topics: [topic] };
}

function differences(change: Partial<DeployedRule>) {
  return compareRules([EXPECTED], [{ ...asDeployed(EXPECTED), ...change }]);
}

const rule = EXPECTED.name;

describe('compareRules', () => {
  test('finds nothing where all is as it should be', () => {
    expect(compareRules([EXPECTED, READS], [asDeployed(READS), asDeployed(EXPECTED)])).toEqual([]);
  });

  test('finds every rule missing where there is none', () => {
    expect(compareRules([READS, EXPECTED], [])).toEqual([
      { rule, kind: 'missing', detail: 'it is not there' },
      { rule: READS.name, kind: 'missing', detail: 'it is not there' },
    ]);
  });

  test('finds a rule that is switched off, and says no more about it', () => {
    expect(differences({ state: 'DISABLED', topics: [] })).toEqual([
      { rule, kind: 'disabled', detail: 'it is switched off' },
    ]);
  });

  test('finds a rule in the state that does not deliver reads', () => {
    expect(compareRules([READS], [{ ...asDeployed(READS), state: 'ENABLED' }])).toEqual([
      {
        rule: READS.name,
        kind: 'altered',
        detail: 'its state is ENABLED, not ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      },
    ]);
  });

  test.each([
    ['narrower', { source: ['aws.iam'], detail: { eventName: [{ prefix: 'Create' }, 'DeleteUser'] } }],
    ['with a demand more', { ...EXPECTED.pattern, account: ['111122223333'] }],
    ['that cannot be read', null],
  ])('finds a pattern %s', (_what, pattern) => {
    expect(differences({ pattern })).toEqual([
      { rule, kind: 'altered', detail: 'its pattern is another one' },
    ]);
  });

  test('finds a rule whose target was taken away', () => {
    expect(differences({ topics: ['countersign-alarms'] })).toEqual([
      { rule, kind: 'altered', detail: 'it does not deliver to countersign-events' },
    ]);
  });

  test('finds a rule that nobody asked for', () => {
    const stray = { ...asDeployed(EXPECTED), name: 'countersign-changes-z-9' };

    expect(compareRules([EXPECTED], [asDeployed(EXPECTED), stray])).toEqual([
      {
        rule: 'countersign-changes-z-9',
        kind: 'extra',
        detail: 'no rule of the catalogue asks for it',
      },
    ]);
  });

  test('does not mind in which order keys and alternatives are written', () => {
    const pattern: JsonObject = {
      detail: { eventName: ['DeleteUser', { prefix: 'Create' }] },
      source: ['aws.sts', 'aws.iam'],
    };

    expect(differences({ pattern })).toEqual([]);
  });

  test('says something about each rule that is not as it should be, and nothing about others', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-c]{1,2}$/), { maxLength: 6 });
    fc.assert(
      fc.property(names, names, (wanted, there) => {
        const found = compareRules(
          wanted.map((name) => ({ ...EXPECTED, name })),
          there.map((name) => ({ ...asDeployed(EXPECTED), name })),
        );
        const odd = [
          ...wanted.filter((name) => !there.includes(name)),
          ...there.filter((name) => !wanted.includes(name)),
        ];
        expect(found.map(({ rule: name }) => name)).toEqual(odd.sort());
      }),
    );
  });
});
