import type { JsonObject } from '../../cloudtrail/json.ts';
import type { Answer, Question } from '../case.ts';
import { isEndedByPerson } from '../incident-end.ts';
import { context, header, section } from './blocks.ts';
import { codeSpan } from './clean-text.ts';
import { linesOf } from './summary-of-calls.ts';
import { counted, slackTime } from './times.ts';

/** One block each, and three around them, within what a message holds: a home may hold twice that. */
export const HOME_QUESTIONS = 20;
const KINDS_NAMED = 4;
/** Of all entries together; Slack takes some 13,000 characters of blocks, counted as JSON. */
const ENTRIES_LENGTH = 9_000;

/** The app's home of one person: what was asked of them, what they answered, what came of it. Newest first. */
export function renderHome(asked: readonly Question[], now: number): readonly JsonObject[] {
  const lead =
    asked.length === 0
      ? 'Nothing so far. When a sensitive AWS call is made in your name, you are asked here in a direct message.'
      : 'Your newest questions and answers of the last 90 days. Only you see this page.';
  return [
    header('What was asked of you'),
    section(lead),
    ...fitting(asked.slice(0, HOME_QUESTIONS).map(entryOf)).map(section),
    context(`As of ${slackTime(now)}. Something here was not you? Tell the security team.`),
  ];
}

/** The first entries, as many as fit. */
function fitting(entries: readonly string[]): readonly string[] {
  let left = ENTRIES_LENGTH;
  return entries.filter((entry) => {
    left -= entry.length;
    return left >= 0;
  });
}

function entryOf(question: Question): string {
  const { calls, moreCalls, openedAt } = question;
  const lines = linesOf(calls, 'kind');
  const kinds = lines.slice(0, KINDS_NAMED).map((line) => codeSpan(line.eventName));
  const more = lines.length > KINDS_NAMED ? ` and ${lines.length - KINDS_NAMED} more kinds` : '';
  const count = counted(calls.length + moreCalls, 'call');
  return `*${slackTime(openedAt)}* · ${count}: ${kinds.join(', ')}${more}\n${answersOf(question)} → ${outcomeOf(question)}`;
}

const ANSWERS: Readonly<Record<Answer['answer'], string>> = {
  yes: '*Yes, it was me*',
  no: '*No, not me*',
  'not-me': '*Not me*',
  'wrong-person': "*I'm not the right person*",
};

function answersOf({ answer, lateAnswers }: Question): string {
  const [first, ...late] = [...(answer === null ? [] : [answer]), ...lateAnswers];
  if (first === undefined) return 'You did not answer';
  const said = `You answered ${ANSWERS[first.answer]} at ${slackTime(first.at)}`;
  return late.length === 0 ? said : `${said}, and ${counted(late.length, 'time')} more later`;
}

function outcomeOf(question: Question): string {
  switch (question.state) {
    case 'asking':
    case 'asked':
      return 'waiting for you';
    case 'confirming':
      return 'waiting for the push on your phone';
    case 'verified':
      return 'confirmed with Duo';
    case 'escalated':
      return isEndedByPerson(question)
        ? 'the security team looked at it, closed'
        : 'the security team was paged';
  }
}
