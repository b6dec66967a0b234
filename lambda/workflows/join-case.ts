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
  /** How many of the calls the case takes now, or a new one (null) would, from the first on. */
  readonly takes: (item: Case | null, calls: readonly CaseCall[]) => number;
  /** What a case becomes that does not take a call, before another one is opened for it. */
  readonly leave: (item: Case, call: CaseCall) => Case;
  readonly join: (item: Case, calls: readonly CaseCall[]) => Case;
  readonly open: (generation: number, calls: readonly CaseCall[]) => Case;
}

export interface JoinReport {
  /** By ledger key: the case that holds the call, now or since before; null: it was only logged. */
  readonly holders: ReadonlyMap<string, string | null>;
  /** Cases that took calls, oldest first; empty when every call was known before. */
  readonly joined: readonly string[];
  /** By ledger key: the message that the call is known from. The same call in another one is a duplicate. */
  readonly owners: ReadonlyMap<string, string>;
}

interface JoinPorts {
  readonly cases: CaseStore;
  readonly ledger: CallLedger;
}

const JOIN_ATTEMPTS = 20;

/**
 * Puts calls into the collecting case of a group, or into its next generations as far as it has no room, so that each
 * call is in one case exactly once whatever crashes: a call is claimed for its case before, and settled after, the
 * case is written.
 */
export async function joinCase(
  ports: JoinPorts,
  collector: Collector,
  arrivals: readonly Arrival[],
): Promise<JoinReport> {
  const holders = new Map<string, string | null>();
  const joined: string[] = [];
  const owners = new Map<string, string>();
  for (let rest = arrivals; rest.length > 0; ) {
    const { taken, caseId, mine } = await joinPart(ports, collector, rest);
    for (const claim of taken) {
      holders.set(claim.key, claim.caseId);
      owners.set(claim.key, claim.messageId);
    }
    if (mine > 0) joined.push(caseId);
    rest = rest.slice(taken.length);
  }
  return { holders, joined, owners };
}

interface Part {
  readonly caseId: string;
  /** What became of the first arrivals: as many as the case had room for. */
  readonly taken: readonly Claim[];
  readonly mine: number;
}

async function joinPart(ports: JoinPorts, collector: Collector, arrivals: readonly Arrival[]): Promise<Part> {
  for (let attempt = 0; attempt < JOIN_ATTEMPTS; attempt++) {
    const latest = await ports.cases.latest(collector.group);
    const coming = arrivals.map(({ call }) => call);
    const current = latest !== null && collector.takes(latest, coming) > 0 ? latest : null;
    const generation = current?.generation ?? (latest?.generation ?? 0) + 1;
    const caseId = caseIdOf(collector.group, generation);
    const part = arrivals.slice(0, collector.takes(current, coming));
    const taken = await Promise.all(part.map((arrival) => claim(ports, caseId, arrival)));
    const mine = part.filter((_, index) => taken[index]?.isMine);
    if (mine.length === 0) return { caseId, taken, mine: 0 };
    const calls = mine.map((arrival) => arrival.call);
    if (current === null && latest !== null && !(await left(ports, collector, latest, calls))) continue;
    const changed = current === null ? collector.open(generation, calls) : collector.join(current, calls);
    if (changed !== current && (await ports.cases.put(changed)) === 'conflict') continue;
    await ports.ledger.settle(
      mine.map(({ call, messageId }) => ({ key: call.ledgerKey, messageId, caseId, settled: true })),
    );
    return { caseId, taken, mine: mine.length };
  }
  throw new Error(`case group ${collector.group}: lost ${JOIN_ATTEMPTS} races for one write`);
}

/** Whether nobody wrote the case meanwhile that the calls leave behind. */
async function left(
  { cases }: JoinPorts,
  collector: Collector,
  latest: Case,
  [first]: readonly CaseCall[],
): Promise<boolean> {
  const changed = first === undefined ? latest : collector.leave(latest, first);
  return changed === latest || (await cases.put(changed)) === 'stored';
}

interface Claim {
  readonly key: string;
  /** The case that holds the call, or is about to. */
  readonly caseId: string | null;
  /** The message it came in first. */
  readonly messageId: string;
  /** To be put into the case; otherwise it is in one already. */
  readonly isMine: boolean;
}

/** Claims a call for a case. One that is in some case already is settled there. */
async function claim(
  { cases, ledger }: JoinPorts,
  caseId: string,
  { messageId, call }: Arrival,
): Promise<Claim> {
  const key = call.ledgerKey;
  const wanted = { key, messageId, caseId, settled: false };
  let mark = await ledger.claim(wanted);
  while (true) {
    const known = { key, caseId: mark.caseId, messageId: mark.messageId, isMine: false };
    if (mark.settled || mark.caseId === null) return known;
    if (mark.caseId === caseId) return { key, caseId, messageId, isMine: true };
    // Claimed for another case by somebody who crashed or lost a race: it counts if the call got there.
    const other = await cases.get(mark.caseId);
    if (other !== null && holds(other, key)) {
      await ledger.settle([{ ...mark, settled: true }]);
      return known;
    }
    mark = await ledger.claim(wanted, mark.caseId);
  }
}

function holds(item: Case, key: string): boolean {
  const has = (calls: readonly CaseCall[]) => calls.some((call) => call.ledgerKey === key);
  return has(item.calls) || (item.kind === 'question' && (has(item.waiting) || has(item.quiet?.calls ?? [])));
}
