import type { Case, CaseCall } from '../cases/case.ts';
import { caseIdOf } from '../cases/case-id.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { CaseStore } from '../ports/case-store.ts';

/** A call on its way into a case. */
export interface Arrival {
  readonly call: CaseCall;
  /** The queue message it came in. */
  readonly messageId: string;
}

/** What a kind of case does with arriving calls. */
export interface Collector {
  readonly group: string;
  readonly collects: (item: Case) => boolean;
  readonly join: (item: Case, calls: readonly CaseCall[]) => Case;
  readonly open: (generation: number, calls: readonly CaseCall[]) => Case;
}

export interface JoinReport {
  /** The case that now holds the calls; null when every call was known before. */
  readonly caseId: string | null;
  /** Ledger keys of calls that were known before under another message. */
  readonly duplicates: readonly string[];
}

const JOIN_ATTEMPTS = 20;

/**
 * Puts calls into the collecting case of a group, or into its next generation, so that each call is in one case
 * exactly once whatever crashes: a call is claimed for its case before, and settled after, the case is written.
 */
export async function joinCase(
  ports: { readonly cases: CaseStore; readonly ledger: CallLedger },
  collector: Collector,
  arrivals: readonly Arrival[],
): Promise<JoinReport> {
  for (let attempt = 0; attempt < JOIN_ATTEMPTS; attempt++) {
    const latest = await ports.cases.latest(collector.group);
    const current = latest !== null && collector.collects(latest) ? latest : null;
    const generation = current?.generation ?? (latest?.generation ?? 0) + 1;
    const caseId = caseIdOf(collector.group, generation);
    const { mine, duplicates } = await claimAll(ports, caseId, arrivals);
    if (mine.length === 0) return { caseId: null, duplicates };
    const calls = mine.map((arrival) => arrival.call);
    const changed = current === null ? collector.open(generation, calls) : collector.join(current, calls);
    if (changed !== current && (await ports.cases.put(changed)) === 'conflict') continue;
    await ports.ledger.settle(
      mine.map(({ call, messageId }) => ({ key: call.ledgerKey, messageId, caseId, settled: true })),
    );
    return { caseId, duplicates };
  }
  throw new Error(`case group ${collector.group}: lost ${JOIN_ATTEMPTS} races for one write`);
}

/** Claims the calls for a case; those that are in some case already are settled where they are, and left out. */
async function claimAll(
  ports: { readonly cases: CaseStore; readonly ledger: CallLedger },
  caseId: string,
  arrivals: readonly Arrival[],
): Promise<{ readonly mine: readonly Arrival[]; readonly duplicates: readonly string[] }> {
  const mine: Arrival[] = [];
  const duplicates: string[] = [];
  const claimed = await Promise.all(arrivals.map((arrival) => claim(ports, caseId, arrival)));
  arrivals.forEach((arrival, index) => {
    if (claimed[index] === 'mine') mine.push(arrival);
    else if (claimed[index] === 'duplicate') duplicates.push(arrival.call.ledgerKey);
  });
  return { mine, duplicates };
}

async function claim(
  { cases, ledger }: { readonly cases: CaseStore; readonly ledger: CallLedger },
  caseId: string,
  { messageId, call }: Arrival,
): Promise<'mine' | 'duplicate' | 'redelivered'> {
  const wanted = { key: call.ledgerKey, messageId, caseId, settled: false };
  let mark = await ledger.claim(wanted);
  while (true) {
    const known = mark.messageId === messageId ? 'redelivered' : 'duplicate';
    if (mark.settled || mark.caseId === null) return known;
    if (mark.caseId === caseId) return 'mine';
    // Claimed for another case by somebody who crashed or lost a race: it counts if the call got there.
    const other = await cases.get(mark.caseId);
    if (other !== null && holds(other, call.eventID)) {
      await ledger.settle([{ ...mark, settled: true }]);
      return known;
    }
    mark = await ledger.claim(wanted, mark.caseId);
  }
}

function holds(item: Case, eventID: string): boolean {
  const has = (calls: readonly CaseCall[]) => calls.some((call) => call.eventID === eventID);
  return has(item.calls) || (item.kind === 'question' && has(item.waiting));
}
