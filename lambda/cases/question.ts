import type { Verification } from '../config/config.ts';
import type { Person } from '../people/person.ts';
import { CALLS_DETAILED, CALLS_KEPT, type CaseCall, type Origin, type Question } from './case.ts';
import { addCalls, isShownIn, NO_CALLS, newCalls } from './case-calls.ts';
import type { CopySeen, QuestionEvent } from './case-event.ts';
import { caseIdOf } from './case-id.ts';
import type { Effect } from './effect.ts';
import { isOpenIncident } from './incident-end.ts';
import { withCopy } from './other-account.ts';
import { answered, pushEnded } from './question-answer.ts';
import { callsAfterYes, quietEnded } from './question-quiet.ts';
import { escalate, settle, showIncident } from './question-settle.ts';
import { coveredFirst } from './quiet-period.ts';

/** Cases are forgotten after 90 days; the journal keeps what they did. */
const KEPT_SECONDS = 90 * 86_400;

export interface NewQuestion {
  readonly group: string;
  readonly generation: number;
  readonly person: Person;
  readonly origin: Origin;
  /** Two digits. */
  readonly code: string;
  readonly at: number;
}

/** A question about these calls, waiting to be asked. */
export function openQuestion(
  opening: NewQuestion,
  calls: readonly CaseCall[],
  verification: Verification,
): Question {
  const empty: Question = {
    ...opening,
    ...NO_CALLS,
    kind: 'question',
    id: caseIdOf(opening.group, opening.generation),
    version: 0,
    openedAt: opening.at,
    state: 'asking',
    cause: null,
    causeDetail: null,
    deadline: opening.at + verification.deadlineMs,
    remindAt: opening.at + verification.deadlineMs / 2,
    message: null,
    answer: null,
    push: null,
    waiting: [],
    lateAnswers: [],
    quietMs: verification.quietMs,
    endedAt: null,
    outbox: [],
    dueAt: null,
    expiresAt: Math.round(opening.at / 1_000) + KEPT_SECONDS,
  };
  const added = addCalls(empty, newCalls(empty, calls));
  return settle({ ...empty, ...added }, [{ kind: 'ask' }], opening.at, {
    event: 'opened',
    calls: added.calls.map((call) => call.eventID),
  });
}

/**
 * How many of these calls of the same person and origin belong to this case, from the first on; the others are the next
 * generation's.
 */
export function roomFor(question: Question, calls: readonly CaseCall[], now: number): number {
  const { state, quiet } = question;
  if (state !== 'verified') return Math.min(calls.length, roomIn(question, now));
  return quiet === undefined ? 0 : coveredFirst(quiet, calls);
}

/** How many more calls a question takes that is not verified. */
export function roomIn(question: Question, now: number): number {
  switch (question.state) {
    case 'asking':
    case 'asked':
      return Math.max(0, CALLS_KEPT - question.calls.length);
    case 'confirming':
      return Math.max(0, CALLS_DETAILED - question.waiting.length);
    case 'escalated':
      return isOpenIncident(question, now) ? Number.POSITIVE_INFINITY : 0;
    case 'verified':
      return 0;
  }
}

/** What an event makes of a question. An event that no longer applies leaves it as it is. */
export function transition(question: Question, event: QuestionEvent): Question {
  switch (event.kind) {
    case 'calls-arrived':
      return callsArrived(question, event.calls, event.at);
    case 'copy-seen':
      return copySeen(question, event);
    case 'asked':
      if (question.state !== 'asking') return question;
      return settle(
        { ...question, state: 'asked', message: { ...event.message, revision: event.revision } },
        question.calls.every((call) => isShownIn(call, event.revision)) ? [] : [{ kind: 'update' }],
        event.at,
        { event: 'asked', revision: event.revision },
      );
    case 'updated':
      return updated(question, event.revision, event.at);
    case 'ask-failed':
      if (question.state !== 'asking') return question;
      return escalate(question, 'unreachable', event.reason, event.at);
    case 'answered':
      return answered(question, event);
    case 'push-sent':
      if (question.state !== 'confirming') return question;
      return settle(
        {
          ...question,
          push: { txid: event.txid, startedAt: event.at, attempt: (question.push?.attempt ?? 0) + 1 },
        },
        [{ kind: 'watch-push' }],
        event.at,
        { event: 'push-sent', txid: event.txid },
      );
    case 'quiet-ended':
      return quietEnded(question, event.because, event.at);
    case 'covered-listed':
      if (question.quiet === undefined) return question;
      return settle({ ...question, quiet: { ...question.quiet, post: event.post } }, [], event.at, {
        event: 'covered-listed',
      });
    case 'push-unusable':
      if (question.state !== 'confirming') return question;
      return escalate(question, 'no-second-factor', event.reason, event.at);
    case 'push-withheld':
      if (question.state !== 'confirming') return question;
      return escalate(question, 'push-limit', null, event.at);
    case 'push-failed':
      if (question.state !== 'confirming') return question;
      return escalate(question, 'second-factor-unreachable', event.reason, event.at);
    case 'push-ended':
      if (question.state !== 'confirming' || question.push?.txid !== event.txid) return question;
      return pushEnded(question, event.end, event.at);
    case 'time-passed':
      return timePassed(question, event.at);
  }
}

function callsArrived(question: Question, arrived: readonly CaseCall[], at: number): Question {
  const elsewhere = [...question.waiting, ...(question.quiet?.calls ?? [])];
  const known = new Set(elsewhere.map((call) => call.ledgerKey));
  const fresh = newCalls(question, arrived).filter((call) => !known.has(call.ledgerKey));
  if (fresh.length === 0) return question;
  const data = { event: 'calls-arrived', calls: fresh.map((call) => call.eventID) };
  switch (question.state) {
    case 'asking':
      return settle({ ...question, ...addCalls(question, fresh) }, [], at, data);
    case 'asked':
      return settle({ ...question, ...addCalls(question, fresh) }, [{ kind: 'update' }], at, data);
    case 'confirming':
      return settle({ ...question, waiting: [...question.waiting, ...fresh] }, [], at, data);
    case 'escalated':
      if (!isOpenIncident(question, at)) return moveOn(question, fresh, at);
      return settle({ ...question, ...addCalls(question, fresh) }, showIncident(question), at, data);
    case 'verified':
      return callsAfterYes(question, fresh, at);
  }
}

/** The call stays the one it was, also for who answered it; its message names both accounts. */
function copySeen(question: Question, event: CopySeen): Question {
  const calls = withCopy(question.calls, event);
  const waiting = withCopy(question.waiting, event);
  if (calls === question.calls && waiting === question.waiting) return question;
  const effects: readonly Effect[] =
    question.state === 'escalated'
      ? showIncident(question)
      : question.message === null
        ? []
        : [{ kind: 'update' }];
  return settle({ ...question, calls, waiting }, effects, event.at, {
    event: 'copy-seen',
    account: event.account,
  });
}

/** The caller asks `roomFor` first; a call that slipped by is asked about anew. */
function moveOn(question: Question, fresh: readonly CaseCall[], at: number): Question {
  const data = { event: 'calls-arrived', calls: fresh.map((call) => call.eventID) };
  return settle(question, [{ kind: 'carry-over', calls: fresh }], at, data);
}

function updated(question: Question, revision: number, at: number): Question {
  const { message, state } = question;
  if (message === null || state !== 'asked' || revision <= message.revision) return question;
  const seen = { ...question, message: { ...message, revision } };
  return settle(seen, [], at, { event: 'updated', revision });
}

function timePassed(question: Question, at: number): Question {
  if (at >= question.deadline) {
    switch (question.state) {
      case 'asking':
        return escalate(question, 'unreachable', 'the question could not be delivered in time', at);
      case 'asked':
        return escalate(question, 'silence', null, at);
      case 'confirming':
        return question.push === null
          ? escalate(question, 'second-factor-unreachable', 'no push could be sent in time', at)
          : escalate(question, 'push-timeout', null, at);
      case 'verified':
      case 'escalated':
        return question;
    }
  }
  if (question.state === 'asked' && question.remindAt !== null && at >= question.remindAt) {
    return settle({ ...question, remindAt: null }, [{ kind: 'remind' }], at, { event: 'reminded' });
  }
  return question;
}
