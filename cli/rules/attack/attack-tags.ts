import { didYouMean } from '../../../lambda/sigma/suggest.ts';
import { SPLIT_TACTIC, TACTICS } from './tactics.ts';
import { REVOKED, TECHNIQUES } from './techniques.ts';

/** What the tags of a rule say of ATT&CK, in the words of its newest version. */
export interface AttackTags {
  /** Ids of tactics; both successors where a rule names the tactic that was split. */
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly unknown: readonly UnknownTag[];
}

export interface UnknownTag {
  readonly tag: string;
  /** A sentence for the rule's writer. */
  readonly reason: string;
}

const PREFIX = 'attack.';
const TECHNIQUE = /^t\d{4}(?:\.\d{3})?$/;
/** Groups, software and campaigns: known to ATT&CK, and no place in the matrix. */
const OTHER_OBJECT = /^[gsc]\d{4}$/;

export function attackTags(tags: readonly string[]): AttackTags {
  const tactics = new Set<string>();
  const techniques = new Set<string>();
  const unknown: UnknownTag[] = [];
  for (const tag of tags) {
    if (!tag.toLowerCase().startsWith(PREFIX)) continue;
    const name = tag.slice(PREFIX.length).toLowerCase();
    if (TECHNIQUE.test(name)) {
      const id = REVOKED.get(name) ?? name;
      if (TECHNIQUES.has(id)) techniques.add(id);
      else unknown.push({ tag, reason: unknownTechnique(name) });
    } else if (!OTHER_OBJECT.test(name)) {
      const found = tacticsOf(name.replaceAll('_', '-'));
      for (const tactic of found) tactics.add(tactic);
      if (found.length === 0) unknown.push({ tag, reason: unknownTactic(name) });
    }
  }
  return { tactics: [...tactics], techniques: [...techniques], unknown };
}

function tacticsOf(name: string): readonly string[] {
  if (name === SPLIT_TACTIC) return ['stealth', 'defense-impairment'];
  return TACTICS.filter(({ id }) => id === name).map(({ id }) => id);
}

function unknownTechnique(name: string): string {
  const hint = didYouMean(
    name.toUpperCase(),
    [...TECHNIQUES.keys()].map((id) => id.toUpperCase()),
  );
  return `${name.toUpperCase()} is no ATT&CK technique known to concern AWS${hint}`;
}

function unknownTactic(name: string): string {
  const hint = didYouMean(
    name,
    TACTICS.map(({ id }) => id),
  );
  return `"${name}" is neither a tactic nor a technique of ATT&CK${hint}`;
}
