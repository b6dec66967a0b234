import { CALLS_DETAILED, CALLS_KEPT, type CaseCall } from './case.ts';

interface Calls {
  readonly calls: readonly CaseCall[];
  readonly moreCalls: number;
}

/** Those of the calls that are not among the item's; the records of one call in two accounts are one call. */
export function newCalls(item: Calls, arrived: readonly CaseCall[]): readonly CaseCall[] {
  const known = new Set(item.calls.map((call) => call.ledgerKey));
  return arrived.filter((call) => {
    if (known.has(call.ledgerKey)) return false;
    known.add(call.ledgerKey);
    return true;
  });
}

/** Whether a message of this revision shows the call. */
export function isShownIn(call: CaseCall, revision: number): boolean {
  return call.shownFrom !== null && call.shownFrom <= revision;
}

/**
 * The calls of the item's next version, with these new ones; beyond the limits they lose their texts, then are only
 * counted.
 */
export function addCalls(item: Calls & { readonly version: number }, added: readonly CaseCall[]): Calls {
  const shownFrom = item.version + 1;
  const all = [...item.calls, ...added.map((call) => ({ ...call, shownFrom }))];
  const kept = all.slice(0, CALLS_KEPT).map((call, index) => (index < CALLS_DETAILED ? call : brief(call)));
  return { calls: kept, moreCalls: item.moreCalls + all.length - kept.length };
}

function brief({ traits: _traits, ...call }: CaseCall): CaseCall {
  return {
    ...call,
    principal: '',
    accessKeyId: null,
    userAgent: '',
    resource: null,
    titles: [],
    reasons: [],
  };
}

export const NO_CALLS: Calls = { calls: [], moreCalls: 0 };
