import type { Case } from '../cases/case.ts';
import type { Effect, OutboxEntry } from '../cases/effect.ts';
import { nextRunnable, withEntry, withoutEntry } from '../cases/outbox.ts';
import { rewritten } from '../cases/rewritten.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { JOURNAL_VERSION } from '../journal/entry.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import { changeCase } from './write-case.ts';

/** How an effect's attempt ended, and what that makes of the case. */
export type EffectResult =
  /** Done, or given up: the entry goes, the change applies. */
  | {
      readonly kind: 'done';
      readonly change?: (item: Case) => Case;
      readonly note: string;
      /** Other cases whose outboxes now have something to do. */
      readonly opened?: readonly string[];
    }
  /** To be tried again, not before `at`. */
  | { readonly kind: 'again'; readonly at: number; readonly note: string };

/** Longer than any one effect may take, so that an expired claim means a crash. */
const CLAIM_MS = 90_000;
/** A case that never comes to rest must not hold a drain. */
const STEPS_PER_RUN = 50;

export interface OutboxPorts {
  readonly cases: CaseStore;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Tries one effect of a case. Never throws. */
  readonly attempt: (item: Case, entry: OutboxEntry) => Promise<EffectResult>;
}

/**
 * Executes what a case wants done, one effect after another, until nothing can be done now. Each effect is claimed
 * by a conditional write before it is tried, so that two runners never do the same one, and removed after. One that
 * fails rests until the next run, and keeps none of the others waiting: while the pager is down the chat is told.
 *
 * @param allowed kinds of effects this run may try; the others stay
 */
export async function runOutbox(
  ports: OutboxPorts,
  caseId: string,
  allowed: (effect: Effect) => boolean = () => true,
): Promise<void> {
  const resting = new Set<string>();
  const mayTry = ({ id, effect }: OutboxEntry) => allowed(effect) && !resting.has(id);
  for (let step = 0; step < STEPS_PER_RUN; step++) {
    await flushRecords(ports, caseId);
    const claimed = await claimNext(ports, caseId, mayTry);
    if (claimed === null) return;
    const { item, entry } = claimed;
    const result = await ports.attempt(item, entry);
    await ports.journal.append([deliveryEntry(item, entry, result, ports.clock.now())]);
    await changeCase(ports.cases, caseId, (current) => finish(current, entry, result));
    if (result.kind === 'again') resting.add(entry.id);
    else for (const opened of result.opened ?? []) await runOutbox(ports, opened, allowed);
  }
}

/** Writes down the transitions that are not in the journal yet. */
async function flushRecords({ cases, journal }: OutboxPorts, caseId: string): Promise<void> {
  const item = await cases.get(caseId);
  const records = item?.outbox.filter((entry) => entry.effect.kind === 'record') ?? [];
  if (item === null || records.length === 0) return;
  await journal.append(records.flatMap((entry) => transitionEntry(item.id, entry.effect)));
  const written = new Set(records.map((entry) => entry.id));
  await changeCase(cases, caseId, (current) => {
    const outbox = current.outbox.filter((entry) => !written.has(entry.id));
    return outbox.length === current.outbox.length ? current : rewritten(current, outbox);
  });
}

async function claimNext(
  { cases, clock }: OutboxPorts,
  caseId: string,
  mayTry: (entry: OutboxEntry) => boolean,
): Promise<{ readonly item: Case; readonly entry: OutboxEntry } | null> {
  let entry: OutboxEntry | null = null;
  const item = await changeCase(cases, caseId, (current) => {
    const now = clock.now();
    const next = nextRunnable({ ...current, outbox: current.outbox.filter(mayTry) }, now);
    entry = next === null ? null : { ...next, attempts: next.attempts + 1, claimedUntil: now + CLAIM_MS };
    return entry === null ? current : rewritten(current, withEntry(current.outbox, entry));
  });
  return item === null || entry === null ? null : { item, entry };
}

function finish(current: Case, entry: OutboxEntry, result: EffectResult): Case {
  const mine = current.outbox.find((other) => other.id === entry.id);
  if (mine?.claimedUntil !== entry.claimedUntil) {
    // Dropped by a transition, or taken over after our claim ran out: only what happened still counts.
    return result.kind === 'done' && result.change !== undefined ? result.change(current) : current;
  }
  switch (result.kind) {
    case 'done': {
      const base = { ...current, outbox: withoutEntry(current.outbox, entry.id) };
      const changed = result.change?.(base) ?? base;
      return changed === base ? rewritten(current, base.outbox) : changed;
    }
    case 'again':
      return rewritten(
        current,
        withEntry(current.outbox, { ...entry, notBefore: result.at, claimedUntil: null }),
      );
  }
}

function transitionEntry(caseId: string, effect: Effect): readonly JournalEntry[] {
  if (effect.kind !== 'record') return [];
  const { at, version, data } = effect;
  return [
    { v: JOURNAL_VERSION, id: `transition/${caseId}/${version}`, at, kind: 'transition', caseId, data },
  ];
}

function deliveryEntry(item: Case, entry: OutboxEntry, result: EffectResult, at: number): JournalEntry {
  return {
    v: JOURNAL_VERSION,
    id: `delivery/${item.id}/${entry.id}/${entry.attempts}`,
    at,
    kind: 'delivery',
    caseId: item.id,
    data: {
      effect: entry.effect.kind,
      attempt: entry.attempts,
      result: result.kind,
      note: result.note,
      afterMs: at - item.openedAt,
    },
  };
}
