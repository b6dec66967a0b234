import { type JsonObject, objectOf, textOf } from '../cloudtrail/json.ts';
import { letsThrough } from './delivers.ts';
import type { DerivedPattern } from './derived-pattern.ts';
import { leavesOf } from './event-leaves.ts';
import { matchLeaves, parsePattern } from './match-pattern.ts';
import type { Branch } from './pattern.ts';
import { isRefuted } from './refute.ts';

/** The EventBridge rules of one account and region: what they deliver. */
export interface Edge {
  readonly rules: readonly EdgeRule[];
  /** How many rules deliver the event. Ours are disjoint in what they are about, so that it is seldom more than one. */
  deliveries(event: JsonObject): number;
}

/** One EventBridge rule: it matches an event when one of its branches does. */
export interface EdgeRule {
  readonly state: DerivedPattern['state'];
  readonly branches: readonly Branch[];
}

/** Pairs of source and name remembered: an account uses a few hundred. */
const MOST_REMEMBERED = 5_000;

/** @throws Error when a pattern is not one that EventBridge takes: a defect of ours */
export function createEdge(patterns: readonly DerivedPattern[]): Edge {
  const rules = patterns.map((derived) => ({ state: derived.state, branches: branchesOf(derived) }));
  const remembered = new Map<string, readonly EdgeRule[]>();
  const rulesFor = (eventSource: string, eventName: string): readonly EdgeRule[] => {
    const key = `${eventSource}\n${eventName}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = rulesAbout(rules, eventSource, eventName);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  };
  return {
    rules,
    deliveries: (event) => {
      const detail = objectOf(event['detail']);
      const [source, name] = [textOf(detail['eventSource']), textOf(detail['eventName'])];
      const worth = source === null || name === null ? rules : rulesFor(source, name);
      if (worth.length === 0) return 0;
      const leaves = leavesOf(event);
      return worth.filter(({ state, branches }) => letsThrough(state, event) && matchLeaves(branches, leaves))
        .length;
    },
  };
}

/** What of the rules a call of this source and name can match. */
export function rulesAbout(
  rules: readonly EdgeRule[],
  eventSource: string,
  eventName: string,
): readonly EdgeRule[] {
  const known = (path: string) => ({ [SOURCE]: eventSource, [NAME]: eventName })[path];
  return rules
    .map(({ state, branches }) => ({ state, branches: branches.filter((one) => !isRefuted(one, known)) }))
    .filter(({ branches }) => branches.length > 0);
}

const SOURCE = 'detail.eventSource';
const NAME = 'detail.eventName';

function branchesOf(derived: DerivedPattern): readonly Branch[] {
  const pattern = parsePattern(derived.pattern);
  if (!pattern.ok) throw new Error(`derived pattern ${derived.name}: ${pattern.reason}`);
  return pattern.value.branches;
}
