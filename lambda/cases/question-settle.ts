import type { JsonObject } from '../cloudtrail/json.ts';
import type { Cause, Question } from './case.ts';
import { addCalls, newCalls } from './case-calls.ts';
import { dueAtOf } from './due.ts';
import type { Effect } from './effect.ts';
import { addEffects, dropEffects } from './outbox.ts';

/** The next version, with its effects and the record of what happened in the outbox, and the time it is due. */
export function settle(
  question: Question,
  effects: readonly Effect[],
  at: number,
  data: JsonObject,
): Question {
  const version = question.version + 1;
  const record: Effect = {
    kind: 'record',
    at,
    version,
    data: {
      state: question.state,
      person: question.person.email,
      afterMs: at - question.openedAt,
      ...data,
    },
  };
  const outbox = addEffects(question.outbox, [...effects, record], version, at);
  return { ...question, version, outbox, dueAt: dueAtOf({ ...question, outbox }) };
}

/** Nobody vouched for the calls: page, with everything that was waiting. */
export function escalate(question: Question, cause: Cause, detail: string | null, at: number): Question {
  const all = addCalls(question, newCalls(question, question.waiting));
  const escalated: Question = {
    ...question,
    ...all,
    waiting: [],
    state: 'escalated',
    cause,
    causeDetail: detail,
    remindAt: null,
    endedAt: at,
  };
  const effects: Effect[] = [{ kind: 'page' }, { kind: 'post' }];
  if (question.message !== null) effects.push({ kind: 'update' });
  if (question.quiet !== undefined) effects.push({ kind: 'list-covered' });
  return settle(withoutVerification(escalated), effects, at, { event: 'escalated', cause, detail });
}

/** What was still to be asked or confirmed is not any more. */
export function withoutVerification(question: Question): Question {
  return { ...question, outbox: dropEffects(question.outbox, ['ask', 'remind', 'push', 'watch-push']) };
}

/** What shows an open incident that it has grown. */
export function showIncident(question: Question): readonly Effect[] {
  const shown: Effect[] = [{ kind: 'annotate' }, { kind: 'post-news' }];
  if (question.message !== null) shown.push({ kind: 'update' });
  return shown;
}
