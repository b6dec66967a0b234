import type { ChatMessage } from '../../ports/chat.ts';
import type { Answer, Case, CaseCall, IncidentEnd } from '../case.ts';
import { context, fitLines, section } from './blocks.ts';
import { LIST_LIMIT, plainText, slackFacts, slackLines } from './call-lines.ts';
import { cleanText, codeSpan } from './clean-text.ts';
import { counted, slackTime, utcMinute } from './times.ts';

/** Whether the security channel does not know all of the incident yet. */
export function hasNews(item: Case): boolean {
  return callsSince(item) > 0 || answersSince(item).length > 0;
}

/** For the thread of the security channel: what has joined the incident since it was last told there. */
export function renderNews(item: Case): ChatMessage {
  const fresh = item.calls.slice(item.told?.calls ?? 0);
  const count = callsSince(item);
  const total = item.calls.length + item.moreCalls;
  const joined =
    count === 0
      ? []
      : [
          `${counted(count, 'further API call')} joined this incident: ${total.toLocaleString('en-US')} in all`,
        ];
  const answers = answersSince(item).map(
    ({ answer, at }) =>
      (time: (ms: number) => string) =>
        `Answered after the page, at ${time(at)}: ${ANSWERS[answer]}. No second factor was asked, nothing is taken back.`,
  );
  return {
    text: plainText([...joined, ...answers.map((line) => line(utcMinute))], fresh),
    blocks: [
      section([...joined.map((line) => `*${line}*`), ...answers.map((line) => line(slackTime))].join('\n')),
      ...callBlocks(fresh),
      context(`Case ${item.id}`),
    ],
  };
}

function callBlocks(calls: readonly CaseCall[]) {
  if (calls.length === 0) return [];
  return [section(fitLines(slackLines(calls), LIST_LIMIT)), section(fitLines(slackFacts(calls), LIST_LIMIT))];
}

const ANSWERS: Readonly<Record<Answer['answer'], string>> = {
  yes: 'Yes, it was me',
  no: 'No, not me',
  'not-me': 'Not me',
  'wrong-person': "I'm not the right person",
};

function callsSince({ calls, moreCalls, told }: Case): number {
  return calls.length + moreCalls - (told?.calls ?? 0);
}

function answersSince(item: Case): readonly Answer[] {
  return item.kind === 'question'
    ? item.lateAnswers.filter(({ at }) => at > (item.told?.answersUntil ?? 0))
    : [];
}

const NAME = 80;
const REASON = 400;

/** How an incident ended, for people. `show`: how the place shows text that is not ours. */
export function endInWords(
  { by, who, why, at }: IncidentEnd,
  show: (text: string) => string,
  time: (ms: number) => string,
): string {
  const whom = who === null ? '' : ` by ${show(cleanText(who, NAME))}`;
  const reason = why === undefined ? '' : `: ${show(cleanText(why, REASON))}`;
  switch (by) {
    case 'pager':
      return `Resolved in PagerDuty${whom} at ${time(at)}${reason}`;
    case 'operator':
      return `Closed${whom} at ${time(at)}${reason}`;
    case 'expiry':
      return `Its time is over since ${time(at)}: nobody ended this incident`;
  }
}

/** For the thread of the security channel: the incident has ended, and what that means for the next call. */
export function renderEnd(item: Case, end: IncidentEnd): ChatMessage {
  const next =
    item.kind === 'question'
      ? 'Further calls of this person and origin are asked about anew.'
      : 'Further calls of this kind page anew.';
  const shown = endInWords(end, (text) => codeSpan(text, REASON), slackTime);
  return {
    text: `${endInWords(end, (text) => codeSpan(text, REASON), utcMinute)}. ${next}`,
    blocks: [section(`*${shown}.* ${next}`), context(`Case ${item.id}`)],
  };
}
