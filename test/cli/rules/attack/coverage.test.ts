import { attackTags } from '../../../../cli/rules/attack/attack-tags.ts';
import { coverageOf } from '../../../../cli/rules/attack/coverage.ts';
import { TACTICS } from '../../../../cli/rules/attack/tactics.ts';
import { REVOKED, TECHNIQUES } from '../../../../cli/rules/attack/techniques.ts';

function tacticOf(tags: readonly string[], tactic: string) {
  return coverageOf([{ ruleId: 'a', tags }]).tactics.find(({ id }) => id === tactic);
}

describe('tags of ATT&CK', () => {
  test('are tactics and techniques', () => {
    expect(attackTags(['attack.persistence', 'attack.T1098.001', 'countersign.identity'])).toEqual({
      tactics: ['persistence'],
      techniques: ['t1098.001'],
      unknown: [],
    });
  });

  test('of an older ATT&CK are read as those of today', () => {
    expect(attackTags(['attack.defense_evasion', 'attack.t1562.008'])).toEqual({
      tactics: ['stealth', 'defense-impairment'],
      techniques: ['t1685.002'],
      unknown: [],
    });
  });

  test('may name groups and software', () => {
    expect(attackTags(['attack.g0016', 'attack.s1091']).unknown).toEqual([]);
  });

  test('are unknown where ATT&CK has no such thing', () => {
    expect(attackTags(['attack.t1098.999', 'attack.exfil']).unknown.map(({ tag }) => tag)).toEqual([
      'attack.t1098.999',
      'attack.exfil',
    ]);
  });
});

describe('coverage', () => {
  test('puts a technique under the tactics that the rule names', () => {
    const tags = ['attack.persistence', 'attack.t1098'];

    expect(tacticOf(tags, 'persistence')?.techniques).toEqual([
      { id: 'T1098', name: 'Account Manipulation', rules: ['a'] },
    ]);
    expect(tacticOf(tags, 'privilege-escalation')?.techniques).toEqual([]);
  });

  test('puts a technique under all its tactics where the rule names none of them', () => {
    expect(tacticOf(['attack.t1098'], 'privilege-escalation')?.techniques).toHaveLength(1);
  });

  test('keeps a rule that names a tactic alone', () => {
    expect(tacticOf(['attack.impact', 'attack.t1098'], 'impact')?.withoutTechnique).toEqual(['a']);
  });

  test('counts the tactic that was split as the half its technique belongs to', () => {
    const tags = ['attack.defense-evasion', 'attack.t1562.008'];

    expect(tacticOf(tags, 'defense-impairment')?.techniques).toHaveLength(1);
    expect(tacticOf(tags, 'stealth')?.withoutTechnique).toEqual([]);
  });

  test('misses a technique of the cloud unless it, one above or one below has a rule', () => {
    const missing = tacticOf(['attack.t1110.001', 'attack.t1552'], 'credential-access')?.missing.map(
      ({ id }) => id,
    );

    expect(missing).toContain('T1606');
    expect(missing).not.toContain('T1110');
    expect(missing).not.toContain('T1552.005');
    expect(missing).not.toContain('T1003');
  });

  test('names rules without a tag', () => {
    expect(coverageOf([{ ruleId: 'a', tags: ['attack.t9999'] }]).untagged).toEqual(['a']);
  });
});

describe('the table of techniques', () => {
  test('gives each technique a tactic, and each sub-technique the name of the technique above', () => {
    for (const { id, name, tactics } of TECHNIQUES.values()) {
      expect([id, tactics.length > 0]).toEqual([id, true]);
      expect([id, name.includes(': ')]).toEqual([id, id.includes('.')]);
    }
  });

  test('has all that revoked ids are now', () => {
    expect([...REVOKED.values()].filter((id) => !TECHNIQUES.has(id))).toEqual([]);
    expect(TACTICS).toHaveLength(15);
  });
});
