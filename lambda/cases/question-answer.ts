import type { Answer, Question } from './case.ts';
import { isShownIn } from './case-calls.ts';
import type { PushEnd, QuestionEvent } from './case-event.ts';
import type { Effect } from './effect.ts';
import { isEndedByPerson } from './incident-end.ts';
import { idsOf, quieted, splitCalls, withCovered } from './question-quiet.ts';
import { escalate, settle, showIncident, withoutVerification } from './question-settle.ts';

/** A push ends by itself after 60 seconds; a yes just before the deadline leaves it that and time to be sent. */
const PUSH_GRACE_MS = 2 * 60_000;
const PUSH_ATTEMPTS = 2;

/** An answer of whoever clicked. Only the person asked counts, and only their first answer decides. */
export function answered(question: Question, event: QuestionEvent & { kind: 'answered' }): Question {
  if (event.user !== (question.message?.user ?? event.askedUser)) return question;
  const answer = { answer: event.answer, at: event.at, user: event.user };
  const data = { event: 'answered', answer: event.answer, user: event.user, revision: event.revision };
  if (question.state === 'escalated') {
    const repeated = question.answer?.answer === event.answer;
    if (repeated || question.lateAnswers.some(({ at }) => at === event.at)) return question;
    const late = { ...question, lateAnswers: [...question.lateAnswers, answer].slice(-10) };
    return settle(...afterClosing(late, event.answer), event.at, { ...data, late: true });
  }
  if (event.answer === 'not-me') return disowned(question, answer);
  if (question.state !== 'asked') return question;
  const current = { ...question, answer };
  switch (event.answer) {
    case 'no':
      return escalate(current, 'no', null, event.at);
    case 'wrong-person':
      return escalate(current, 'wrong-person', null, event.at);
    case 'yes': {
      const confirming = setUnshownAside(current, event.revision);
      return settle(
        {
          ...confirming,
          state: 'confirming',
          remindAt: null,
          deadline: Math.max(question.deadline, event.at + PUSH_GRACE_MS),
        },
        [{ kind: 'push' }, { kind: 'update' }],
        event.at,
        data,
      );
    }
  }
}

/** Of what the quiet period covered something was not the person's: it is an incident at once. */
function disowned(question: Question, answer: Answer): Question {
  const { quiet } = question;
  if (question.state !== 'verified' || quiet === undefined || quiet.calls.length === 0) return question;
  const ended = { ...quiet, ended: { because: 'not-me', at: answer.at } as const };
  const incident = { ...question, answer, quiet: ended, waiting: quiet.calls };
  return escalate(incident, 'not-me', null, answer.at);
}

/** A late no opens an incident again that somebody ended; any other answer to a closed one is only written down. */
function afterClosing(late: Question, answer: Answer['answer']): [Question, readonly Effect[]] {
  if (!isEndedByPerson(late)) return [late, showIncident(late)];
  if (answer !== 'no' && answer !== 'not-me') return [late, []];
  const { closed: _closed, ...open } = late;
  return [open, showIncident(open)];
}

/** A yes speaks for the calls its message showed; the others wait for the outcome. */
function setUnshownAside(question: Question, revision: number): Question {
  const unshown = question.calls.filter((call) => !isShownIn(call, revision));
  if (unshown.length === 0) return question;
  return {
    ...question,
    calls: question.calls.filter((call) => isShownIn(call, revision)),
    waiting: [...question.waiting, ...unshown],
  };
}

/** How the push ended decides; a time-out is tried once more while there is time. */
export function pushEnded(question: Question, end: PushEnd, at: number): Question {
  switch (end) {
    case 'approved': {
      const verified = quieted({ ...question, state: 'verified', endedAt: at }, at);
      const { covered, others } = splitCalls(verified, verified.waiting);
      const effects: Effect[] = [{ kind: 'update' }];
      if (covered.length > 0) effects.push({ kind: 'list-covered' });
      if (others.length > 0) effects.push({ kind: 'carry-over', calls: others });
      const ended = { ...withoutVerification(withCovered(verified, covered)), waiting: [] };
      return settle(ended, effects, at, { event: 'verified', covered: idsOf(covered) });
    }
    case 'denied':
      return escalate(question, 'push-denied', null, at);
    case 'fraud':
      return escalate(question, 'push-fraud', null, at);
    case 'timeout': {
      const attempt = question.push?.attempt ?? 1;
      if (attempt >= PUSH_ATTEMPTS || at >= question.deadline) {
        return escalate(question, 'push-timeout', null, at);
      }
      return settle(question, [{ kind: 'push' }], at, { event: 'push-timeout', attempt });
    }
  }
}
