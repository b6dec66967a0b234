import { isAlarmCall } from '../alarm-call.ts';
import type { CaseCall } from '../case.ts';

/** Calls that differ only in when and on what, as one line. */
export interface CallLine {
  readonly eventName: string;
  readonly service: string;
  readonly account: string;
  readonly region: string;
  /** In how many accounts: more than one only in a line of a kind, which then names the first. */
  readonly accounts: number;
  readonly count: number;
  readonly failed: number;
  /** At most three. */
  readonly resources: readonly string[];
  readonly moreResources: number;
}

/** What all the calls have in common; null where they differ. */
export interface CommonFacts {
  readonly account: string | null;
  readonly region: string | null;
  readonly principal: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly accounts: number;
}

const RESOURCES_NAMED = 3;

/** Lines of the calls, most frequent first: one for each kind of call, in each place or wherever it was made. */
export function linesOf(
  calls: readonly CaseCall[],
  oneFor: 'kind and place' | 'kind' = 'kind and place',
): readonly CallLine[] {
  const groups = new Map<string, CaseCall[]>();
  for (const call of calls) {
    const place = oneFor === 'kind' ? [] : [call.account, call.region];
    const key = JSON.stringify([call.eventSource, call.eventName, ...place]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return [...groups.values()].map(lineOf).sort((a, b) => b.count - a.count);
}

function lineOf(calls: readonly CaseCall[]): CallLine {
  const [first] = calls;
  const resources = [...new Set(calls.map((call) => call.resource).filter((text) => text !== null))];
  return {
    eventName: first?.eventName ?? '',
    service: (first?.eventSource ?? '').replace(/\.amazonaws\.com(\.cn)?$/, ''),
    account: first?.account ?? '',
    region: first?.region ?? '',
    accounts: new Set(calls.map((call) => call.account)).size,
    count: calls.length,
    failed: calls.filter((call) => call.errorCode !== null).length,
    resources: resources.slice(0, RESOURCES_NAMED),
    moreResources: Math.max(0, resources.length - RESOURCES_NAMED),
  };
}

export function commonFacts(all: readonly CaseCall[]): CommonFacts {
  // An alarm has no principal and no address: the calls behind it have.
  const made = all.filter((call) => !isAlarmCall(call));
  const calls = made.length > 0 ? made : all;
  const times = calls.map((call) => call.eventTime).filter((time) => time !== null);
  return {
    account: same(calls, (call) => call.account),
    region: same(calls, (call) => call.region),
    // Calls that a full case keeps without their texts have none of their own.
    principal: same(
      calls.filter((call) => call.principal !== ''),
      (call) => call.principal,
    ),
    address: same(calls, (call) => call.address),
    userAgent: same(
      calls.filter((call) => call.userAgent !== ''),
      (call) => call.userAgent,
    ),
    firstAt: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
    lastAt: times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)),
    accounts: new Set(calls.map((call) => call.account)).size,
  };
}

function same(calls: readonly CaseCall[], of: (call: CaseCall) => string): string | null {
  const values = new Set(calls.map(of));
  const [only] = values;
  return values.size === 1 && only !== undefined ? only : null;
}
