import type { Case } from './case.ts';
import { dueAtOf } from './due.ts';
import type { OutboxEntry } from './effect.ts';

/** The case with another outbox, as the next version. */
export function rewritten(item: Case, outbox: readonly OutboxEntry[]): Case {
  const changed = { ...item, outbox, version: item.version + 1 };
  return { ...changed, dueAt: dueAtOf(changed) };
}
