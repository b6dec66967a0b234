import { attackTags } from './attack-tags.ts';
import { TACTICS } from './tactics.ts';
import { TECHNIQUES, type Technique } from './techniques.ts';

/** What is needed of a rule. */
export interface TaggedRule {
  readonly ruleId: string;
  readonly tags: readonly string[];
}

export interface Coverage {
  /** Those that concern the cloud or have rules, in the matrix's order. */
  readonly tactics: readonly TacticCoverage[];
  /** Rules that name no place in the matrix. */
  readonly untagged: readonly string[];
}

export interface TacticCoverage {
  readonly id: string;
  readonly name: string;
  readonly techniques: readonly TechniqueCoverage[];
  /** Rules that name the tactic and none of its techniques. */
  readonly withoutTechnique: readonly string[];
  /** Techniques of the cloud matrix that no rule names under any tactic, nor one of their sub-techniques, nor the technique above. */
  readonly missing: readonly { readonly id: string; readonly name: string }[];
}

export interface TechniqueCoverage {
  readonly id: string;
  readonly name: string;
  /** Rule ids, sorted. */
  readonly rules: readonly string[];
}

interface Placed {
  readonly ruleId: string;
  readonly tactic: string;
  /** Null: the tactic alone. */
  readonly technique: string | null;
}

/** ATT&CK's tactics and techniques, with the rules that look for them. */
export function coverageOf(rules: readonly TaggedRule[]): Coverage {
  const placed = rules.flatMap(placesOf);
  const known = new Set(placed.map(({ ruleId }) => ruleId));
  const named = new Set(placed.flatMap(({ technique }) => technique ?? []));
  return {
    tactics: TACTICS.map(({ id, name }) => tacticCoverage(id, name, placed, named)).filter(
      ({ techniques, withoutTechnique, missing }) =>
        techniques.length + withoutTechnique.length + missing.length > 0,
    ),
    untagged: rules.map(({ ruleId }) => ruleId).filter((ruleId) => !known.has(ruleId)),
  };
}

/** A technique stands under those of its tactics that the rule names; under all of them where it names none. */
function placesOf({ ruleId, tags }: TaggedRule): readonly Placed[] {
  const named = attackTags(tags);
  const techniques = named.techniques.flatMap((id) => TECHNIQUES.get(id) ?? []);
  const placed = techniques.flatMap(({ id, tactics }) => {
    const meant = tactics.filter((tactic) => named.tactics.includes(tactic));
    return (meant.length > 0 ? meant : tactics).map((tactic) => ({ ruleId, tactic, technique: id }));
  });
  const alone = named.tactics.filter((tactic) => !placed.some((place) => place.tactic === tactic));
  const isSplit = (tactic: string): boolean => tactic === 'stealth' || tactic === 'defense-impairment';
  const either = placed.some(({ tactic }) => isSplit(tactic));
  return [
    ...placed,
    ...alone
      .filter((tactic) => !(isSplit(tactic) && either))
      .map((tactic) => ({ ruleId, tactic, technique: null })),
  ];
}

function tacticCoverage(
  id: string,
  name: string,
  placed: readonly Placed[],
  named: ReadonlySet<string>,
): TacticCoverage {
  const here = placed.filter(({ tactic }) => tactic === id);
  const all = [...TECHNIQUES.values()].filter(({ tactics }) => tactics.includes(id));
  const techniques = all
    .map((technique) => ({
      id: technique.id.toUpperCase(),
      name: technique.name,
      rules: idsOf(here.filter((place) => place.technique === technique.id)),
    }))
    .filter(({ rules }) => rules.length > 0);
  return {
    id,
    name,
    techniques,
    withoutTechnique: idsOf(here.filter(({ technique }) => technique === null)),
    missing: all
      .filter((technique) => technique.cloud && !isNamed(technique, named))
      .map((technique) => ({ id: technique.id.toUpperCase(), name: technique.name })),
  };
}

function idsOf(placed: readonly Placed[]): readonly string[] {
  return [...new Set(placed.map(({ ruleId }) => ruleId))].sort();
}

function isNamed({ id }: Technique, named: ReadonlySet<string>): boolean {
  const above = id.split('.')[0] ?? id;
  return [...named].some((other) => other === id || other === above || other.startsWith(`${id}.`));
}
