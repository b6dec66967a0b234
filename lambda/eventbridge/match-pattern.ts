import type { JsonObject } from '../cloudtrail/json.ts';
import { type Leaves, leavesOf, type Membership, together } from './event-leaves.ts';
import { passes } from './match-value.ts';
import type { Branch, EventPattern, FieldTest } from './pattern.ts';

export { parsePattern } from './parse-pattern.ts';
export type { EventPattern } from './pattern.ts';

const NO_MEMBERSHIP: Membership = new Map();

/** Whether EventBridge matches the event with the pattern. Case-sensitive, except where the pattern says otherwise. */
export function matchPattern(pattern: EventPattern, event: JsonObject): boolean {
  return matchLeaves(pattern.branches, leavesOf(event));
}

/** The same for an event that was taken apart before. */
export function matchLeaves(branches: readonly Branch[], leaves: Leaves): boolean {
  return branches.some((branch) => matchesFrom(branch, 0, leaves, NO_MEMBERSHIP));
}

/** Fields in order of their paths; a field may not take its leaf from another element of an array already entered. */
function matchesFrom(branch: Branch, index: number, leaves: Leaves, membership: Membership): boolean {
  const field = branch[index];
  if (field === undefined) return true;
  for (const next of waysToHold(field, leaves, membership)) {
    if (matchesFrom(branch, index + 1, leaves, next)) return true;
  }
  return false;
}

function* waysToHold(field: FieldTest, leaves: Leaves, membership: Membership): Iterable<Membership> {
  const tried = new Set<Membership>();
  let present = false;
  for (const leaf of leaves.get(field.path) ?? []) {
    const joined = together(membership, leaf.membership);
    if (joined === null) continue;
    present = true;
    if (tried.has(joined) || !field.tests.some((test) => passes(test, leaf.value))) continue;
    tried.add(joined);
    yield joined;
  }
  if (!present && field.tests.some((test) => test.kind === 'absent')) yield membership;
}
