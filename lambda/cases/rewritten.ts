import type { Case } from './case.ts';
import type { OutboxEntry } from './effect.ts';
import { outboxDueAt } from './outbox.ts';
import { dueAt } from './question-settle.ts';

/** The case with another outbox, as the next version. */
export function rewritten(item: Case, outbox: readonly OutboxEntry[]): Case {
  const changed = { ...item, outbox, version: item.version + 1 };
  return { ...changed, dueAt: changed.kind === 'question' ? dueAt(changed) : outboxDueAt(outbox) };
}
