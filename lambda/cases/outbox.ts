import type { Case } from './case.ts';
import type { Effect, OutboxEntry } from './effect.ts';

/** Effects that show the case as it is when they run: one pending effect of the kind is enough. */
const SHOWS_THE_CASE: ReadonlySet<Effect['kind']> = new Set([
  'update',
  'annotate',
  'post',
  'post-news',
  'watch-push',
  'list-covered',
]);

/**
 * The outbox with these effects added. An entry that somebody is already at does not count as pending: what it shows
 * may be older than what is shown now.
 */
export function addEffects(
  outbox: readonly OutboxEntry[],
  effects: readonly Effect[],
  version: number,
  now: number,
): readonly OutboxEntry[] {
  const added = [...outbox];
  effects.forEach((effect, index) => {
    const pending = added.some((entry) => entry.effect.kind === effect.kind && entry.claimedUntil === null);
    if (pending && SHOWS_THE_CASE.has(effect.kind)) return;
    added.push({ id: `${version}.${index}`, effect, attempts: 0, notBefore: now, claimedUntil: null });
  });
  return added;
}

/** Without the effects that make no sense any more once a case has ended. */
export function dropEffects(
  outbox: readonly OutboxEntry[],
  kinds: readonly Effect['kind'][],
): readonly OutboxEntry[] {
  return outbox.filter((entry) => !kinds.includes(entry.effect.kind));
}

/** The first entry that may be tried now: its time has come and nobody is at it. */
export function nextRunnable(item: Case, now: number): OutboxEntry | null {
  return item.outbox.find((entry) => runnableAt(entry) <= now && entry.effect.kind !== 'record') ?? null;
}

/** When an entry may be tried: after its wait, and after whoever is at it must have crashed. */
function runnableAt(entry: OutboxEntry): number {
  return Math.max(entry.notBefore, entry.claimedUntil ?? 0);
}

/** When the outbox needs somebody next; null when it is empty. */
export function outboxDueAt(outbox: readonly OutboxEntry[]): number | null {
  return outbox.length === 0 ? null : Math.min(...outbox.map(runnableAt));
}

export function withoutEntry(outbox: readonly OutboxEntry[], id: string): readonly OutboxEntry[] {
  return outbox.filter((entry) => entry.id !== id);
}

export function withEntry(outbox: readonly OutboxEntry[], changed: OutboxEntry): readonly OutboxEntry[] {
  return outbox.map((entry) => (entry.id === changed.id ? changed : entry));
}
