import type { ChatMessage } from '../../ports/chat.ts';
import { buttonValue } from '../button-value.ts';
import type { Question, QuietPeriod } from '../case.ts';
import { isEndedByPerson } from '../incident-end.ts';
import { buttons, fitLines, section } from './blocks.ts';
import { LIST_LIMIT, plainText, slackFacts, slackLines } from './call-lines.ts';
import { counted } from './times.ts';

/** In the question's thread: the calls that were not asked about because of its answer. */
export function renderCovered(question: Question, quiet: QuietPeriod): ChatMessage {
  const count = counted(quiet.calls.length + quiet.moreCalls, 'API call');
  const what = `*${count} like those you confirmed*, not asked about again`;
  const isOpen = question.state === 'verified';
  const next = isOpen
    ? 'Not yours? Say so, at any time: the security team is paged at once.'
    : isEndedByPerson(question)
      ? 'The security team was paged about these, has looked at it and closed it.'
      : 'The security team has been paged about these.';
  const value = buttonValue(question.id, question.version);
  return {
    text: plainText([what.replaceAll('*', ''), next], quiet.calls),
    blocks: [
      section(what),
      section(fitLines(slackLines(quiet.calls), LIST_LIMIT)),
      section(fitLines(slackFacts(quiet.calls), LIST_LIMIT)),
      section(next),
      ...(isOpen ? [buttons([{ action: 'not-me', label: 'Not me', value, style: 'danger' }])] : []),
    ],
  };
}

/** For the confirmed question itself: what is not asked about from now on. Null where everything is. */
export function quietInWords({ quiet, state }: Question): ((time: (ms: number) => string) => string) | null {
  if (state !== 'verified' || quiet === undefined || quiet.ended !== null) return null;
  return (time) =>
    `More of the same from the same place until ${time(quiet.until)} is listed in this thread, not asked about again.`;
}
