import type { ChatMessage } from '../../ports/chat.ts';
import { buttonValue } from '../button-value.ts';
import type { Question } from '../case.ts';
import { isEndedByPerson } from '../incident-end.ts';
import { buttons, context, fitLines, header, section } from './blocks.ts';
import { countInWords, LIST_LIMIT, plainText, slackFacts, slackLines } from './call-lines.ts';
import { codeSpan, escapeSlack } from './clean-text.ts';
import { quietInWords } from './covered-list.ts';
import { slackTime, utcMinute } from './times.ts';

/**
 * The question as the person asked sees it, in whatever state it is. Its buttons carry the case's version: a click says
 * which of all contents the message ever had it was made on.
 */
export function renderQuestion(question: Question): ChatMessage {
  const { calls } = question;
  const late = calls.some((call) => call.late);
  const facts = fitLines(slackFacts(calls), LIST_LIMIT);
  const lines = slackLines(calls);
  const count = countInWords(question);
  const why = [...new Set(calls.flatMap((call) => call.titles))].slice(0, 5);
  const title = titleOf(question);
  const state = stateOf(question);
  const isOpen = question.state === 'asking' || question.state === 'asked';
  const isUnsure = isOpen && question.person.confidence === 'low';
  const blocks = [
    header(title),
    section(`*${count}*\n${fitLines(lines, LIST_LIMIT)}`),
    section(facts),
    ...(why.length === 0 ? [] : [context(`Why this is asked: ${why.map(escapeSlack).join('; ')}`)]),
    ...(late ? [context('These calls reached us late.')] : []),
    section(state.text),
    ...(isUnsure
      ? [
          context(
            `You are asked because of ${codeSpan(question.person.by, 200)}, which may be wrong. ${IF_WRONG}`,
          ),
        ]
      : []),
    ...(isOpen ? [answerButtons(question.id, question.version)] : []),
  ];
  return {
    text: plainText([title, state.fallback, ...(isUnsure ? [IF_WRONG] : []), count], calls),
    blocks,
  };
}

/** A name that its caller chose, or an owner, may well be the wrong person: nobody shall answer out of politeness. */
const IF_WRONG = "If you know nothing of these calls, press “I'm not the right person”.";

function answerButtons(caseId: string, revision: number) {
  const value = buttonValue(caseId, revision);
  return buttons([
    { action: 'yes', label: 'Yes, it was me', value, style: 'primary' },
    { action: 'no', label: 'No, not me', value, style: 'danger' },
    { action: 'wrong-person', label: "I'm not the right person", value },
  ]);
}

function titleOf(question: Question): string {
  switch (question.state) {
    case 'asking':
    case 'asked':
      return 'Was this you?';
    case 'confirming':
      return `Approve the push on your phone: code ${question.code}`;
    case 'verified':
      return 'Thank you: confirmed';
    case 'escalated':
      return isEndedByPerson(question) ? 'Closed by the security team' : 'The security team is on it';
  }
}

function stateOf(question: Question): { readonly text: string; readonly fallback: string } {
  const same = (text: string) => ({ text, fallback: text });
  switch (question.state) {
    case 'asking':
    case 'asked':
      return {
        text: `Please answer by ${slackTime(question.deadline)}. Without an answer the security team is paged. *Yes* sends a push to your phone.`,
        fallback: `Please answer in Slack by ${utcMinute(question.deadline)}. Without an answer the security team is paged.`,
      };
    case 'confirming':
      return same(`Duo is asking on your phone. Approve it if it shows the code *${question.code}*.`);
    case 'verified': {
      const quiet = quietInWords(question);
      const text = (time: (ms: number) => string) =>
        [
          `You confirmed this with Duo at ${time(question.endedAt ?? question.openedAt)}. Nothing more to do.`,
          ...(quiet === null ? [] : [quiet(time)]),
        ].join('\n');
      return { text: text(slackTime), fallback: text(utcMinute) };
    }
    case 'escalated': {
      const { closed } = question;
      if (closed === undefined || !isEndedByPerson(question)) return same(afterEscalation(question));
      const text = (time: (ms: number) => string) =>
        `${afterEscalation(question)}\nThey have looked at it and closed it at ${time(closed.at)}. Nothing more to do.`;
      return { text: text(slackTime), fallback: text(utcMinute) };
    }
  }
}

function afterEscalation(question: Question): string {
  const late = question.lateAnswers.length > 0 ? ' Your later answer was passed on to them.' : '';
  switch (question.cause) {
    case 'no':
      return 'You answered *No*. The security team has been paged and may contact you. Thank you for telling us.';
    case 'wrong-person':
      return 'You are not the right person for this. The security team has been paged to find out who is.';
    case 'not-me':
      return 'You told us that later calls were not yours. The security team has been paged and may contact you. Thank you for telling us.';
    case 'push-denied':
    case 'push-fraud':
      return 'The push was not approved. The security team has been paged and may contact you.';
    case 'silence':
      return `There was no answer in time, so the security team has been paged. If this was you, please tell them.${late}`;
    case 'push-timeout':
      return `The push was not approved in time, so the security team has been paged. If this was you, please tell them.${late}`;
    case 'push-limit':
      return 'You were sent many pushes in a short time, so no further one is sent, and the security team has been paged instead. If you pressed *Yes* here, please tell them; if you did not, tell them too: somebody else uses your Slack account.';
    case 'no-second-factor':
      return 'Duo could not ask you on your phone, so the security team has been paged. If this was you, please tell them.';
    case 'second-factor-unreachable':
    case 'unreachable':
    case null:
      return `Your answer could not be confirmed, so the security team has been paged. If this was you, please tell them.${late}`;
  }
}

/** Half-way to the deadline, in the question's thread. */
export function renderReminder(question: Question): ChatMessage {
  const text = `Still waiting for your answer above. Without one the security team is paged at ${slackTime(question.deadline)}.`;
  return { text, blocks: [section(text)] };
}

/** Told in private to somebody else who pressed a button. */
export const REFUSAL =
  'Only the person who was asked can answer this. Nothing was changed; if you know something about it, please tell the security team.';

/** Told in private to the person asked whose click changed nothing any more. */
export const TOO_LATE = 'This has been answered already; the message shows the outcome.';
