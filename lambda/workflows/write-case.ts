import { alertTransition } from '../cases/alert.ts';
import type { Case, Question } from '../cases/case.ts';
import type { AlertEvent, CopySeen, QuestionEvent } from '../cases/case-event.ts';
import { transition } from '../cases/question.ts';
import type { CaseStore } from '../ports/case-store.ts';

/** Writers that lose a race read again; after so many losses something else is wrong. */
const WRITE_ATTEMPTS = 20;

/**
 * Changes a stored case: reads it, computes what it becomes, writes it on condition that nobody else wrote in
 * between, and starts again when somebody did. `change` returns the same object for "nothing to do".
 *
 * @returns the case as stored; null when there is no such case
 */
export async function changeCase(
  cases: CaseStore,
  id: string,
  change: (current: Case) => Case,
): Promise<Case | null> {
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const current = await cases.get(id);
    if (current === null) return null;
    const changed = change(current);
    if (changed === current) return current;
    if ((await cases.put(changed)) === 'stored') return changed;
  }
  throw new Error(`case ${id}: lost ${WRITE_ATTEMPTS} races for one write`);
}

/** Applies an event to a question; alerts and unknown ids stay as they are. */
export async function applyToQuestion(
  cases: CaseStore,
  id: string,
  event: QuestionEvent,
): Promise<Question | null> {
  const stored = await changeCase(cases, id, (item) =>
    item.kind === 'question' ? transition(item, event) : item,
  );
  return stored?.kind === 'question' ? stored : null;
}

/** Applies to whatever case it is: another account recorded a call of it too. */
export async function applyCopy(cases: CaseStore, id: string, event: CopySeen): Promise<void> {
  await changeCase(cases, id, (item) =>
    item.kind === 'question' ? transition(item, event) : alertTransition(item, event),
  );
}

export async function applyToAlert(cases: CaseStore, id: string, event: AlertEvent): Promise<void> {
  await changeCase(cases, id, (item) => (item.kind === 'alert' ? alertTransition(item, event) : item));
}
