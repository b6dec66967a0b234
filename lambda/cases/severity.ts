import type { Case, Cause, Question } from './case.ts';

/** Somebody said that it was not them: a credential is in other hands. */
const DENIALS: ReadonlySet<Cause> = new Set(['no', 'not-me', 'push-denied', 'push-fraud']);

/** How bad an escalated question is. */
export function questionSeverity({ cause }: Question): 'critical' | 'error' {
  return cause !== null && DENIALS.has(cause) ? 'critical' : 'error';
}

export function severityOf(item: Case): 'critical' | 'error' | 'warning' {
  return item.kind === 'alert' ? item.severity : questionSeverity(item);
}
