import type { CaseCall, Question, QuietEnd } from './case.ts';
import type { Effect } from './effect.ts';
import { settle } from './question-settle.ts';
import { covering, notCovered, quietPeriodAfter } from './quiet-period.ts';

/** A verified question with its quiet period, if its calls allow one. */
export function quieted(question: Question, at: number): Question {
  const quiet = quietPeriodAfter(question.calls, question.quietMs ?? null, at);
  return quiet === null ? question : { ...question, quiet };
}

/** Of calls that came after the answer: those that the quiet period covers, and those to be asked about. */
export function splitCalls({ quiet }: Question, calls: readonly CaseCall[]) {
  const isCovered = (call: CaseCall) => quiet !== undefined && notCovered(quiet, call) === null;
  return { covered: calls.filter(isCovered), others: calls.filter((call) => !isCovered(call)) };
}

/** With these calls among those that its quiet period covered. */
export function withCovered(question: Question, calls: readonly CaseCall[]): Question {
  const { quiet } = question;
  return quiet === undefined || calls.length === 0
    ? question
    : { ...question, quiet: covering(quiet, calls) };
}

/** Calls after a yes: what the quiet period covers is listed; the rest is asked about. */
export function callsAfterYes(question: Question, fresh: readonly CaseCall[], at: number): Question {
  const { covered, others } = splitCalls(question, fresh);
  const effects: Effect[] = [];
  if (covered.length > 0) effects.push({ kind: 'list-covered' });
  if (others.length > 0) effects.push({ kind: 'carry-over', calls: others });
  return settle(withCovered(question, covered), effects, at, {
    event: others.length === 0 ? 'covered' : 'calls-arrived',
    calls: idsOf(others),
    covered: idsOf(covered),
  });
}

export function idsOf(calls: readonly CaseCall[]): string[] {
  return calls.map(({ eventID }) => eventID);
}

/** It ends with the first call that is not like the confirmed ones; what it covered stays covered. */
export function quietEnded(question: Question, because: QuietEnd['because'], at: number): Question {
  const { quiet } = question;
  if (question.state !== 'verified' || quiet === undefined || quiet.ended !== null) return question;
  const ended = { ...question, quiet: { ...quiet, ended: { because, at } } };
  return settle(ended, [{ kind: 'update' }], at, { event: 'quiet-ended', because });
}
