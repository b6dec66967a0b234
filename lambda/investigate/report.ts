import type { Action } from './action.ts';
import { issuedByOf, issuedKeysOf, type Lineage } from './lineage.ts';
import { type Origin, originsOf } from './origins.ts';
import { type Recommendation, recommendationsFor } from './recommendations.ts';
import { groupBy, type Seen, seenIn } from './seen.ts';
import { type AnomalySignal, signalsOf } from './signals.ts';
import type { Subject } from './subject.ts';
import { verdictOn } from './verdict.ts';

export interface Endpoint extends Seen {
  readonly method: string;
  readonly path: string;
}

export interface Named extends Seen {
  readonly name: string;
}

/** All that is said about a key; what is printed of it is for the renderers to choose. */
export interface Report {
  readonly subject: Subject;
  /** The principal behind the key, as most of its calls say; null where none does. */
  readonly principal: string | null;
  readonly created: { readonly at: number | null; readonly by: string; readonly from: string } | null;
  readonly seen: Seen;
  /** In the order of time; those without a time last. */
  readonly actions: readonly Action[];
  readonly origins: readonly Origin[];
  readonly endpoints: readonly Endpoint[];
  readonly regions: readonly Named[];
  readonly tools: readonly Named[];
  readonly errors: readonly Named[];
  readonly destructive: readonly Action[];
  readonly lineage: Lineage;
  readonly signals: readonly AnomalySignal[];
  readonly verdict: string;
  readonly recommendations: readonly Recommendation[];
}

/** What was found in the sources. */
export interface Findings {
  /** What the key did, in any order. */
  readonly actions: readonly Action[];
  /** The call by which the key came to be. */
  readonly birth: Action | null;
  /** What each key did that was issued and then followed. */
  readonly followed: ReadonlyMap<string, readonly Action[]>;
}

/**
 * What a key did, from all that was found of it.
 *
 * @param now milliseconds since 1970: the commands deny sessions issued before it
 */
export function reportOf(subject: Subject, findings: Findings, now: number): Report {
  const actions = inTime(findings.actions);
  const { birth } = findings;
  const origins = originsOf(actions);
  const destructive = actions.filter(({ verb, error }) => verb === 'deleted' && error === null);
  const signals = signalsOf(actions, origins);
  const followed = new Map([...findings.followed].map(([key, did]) => [key, inTime(did)]));
  const lineage = { issuedBy: issuedByOf(birth), issued: issuedKeysOf(actions, followed) };
  const principal = principalOf(actions);
  const facts = { subject, principal, actions, destructive, signals, lineage, origins };
  return {
    ...facts,
    created: birth === null ? null : { at: birth.at, by: birth.actor, from: birth.address },
    seen: seenIn(actions),
    endpoints: groupBy(actions, ({ method, path }) => `${method} ${path}`).map(([, group]) => ({
      method: group[0]?.method ?? '',
      path: group[0]?.path ?? '',
      ...seenIn(group),
    })),
    regions: namedBy(actions, ({ region }) => region),
    tools: namedBy(actions, ({ tool }) => tool),
    errors: namedBy(
      actions.filter(({ error }) => error !== null),
      ({ error }) => error ?? '',
    ),
    verdict: verdictOn(facts),
    recommendations: recommendationsFor(facts, now),
  };
}

/** Within one second nothing tells what came first: equal events stand together. */
function inTime(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort(
    (left, right) =>
      (left.at ?? Number.POSITIVE_INFINITY) - (right.at ?? Number.POSITIVE_INFINITY) ||
      compare(left.event, right.event) ||
      compare(left.id, right.id),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function namedBy(actions: readonly Action[], nameOf: (action: Action) => string): readonly Named[] {
  return groupBy(actions, nameOf).map(([name, group]) => ({ name, ...seenIn(group) }));
}

function principalOf(actions: readonly Action[]): string | null {
  const named = actions.filter(({ principal }) => principal !== null);
  return groupBy(named, ({ principal }) => principal ?? '')[0]?.[0] ?? null;
}
