import type { ChatMessage } from '../../ports/chat.ts';
import { isAlarmCall } from '../alarm-call.ts';
import { recordsInWords } from '../alarm-records.ts';
import type { Case } from '../case.ts';
import { context, fitLines, section } from './blocks.ts';
import { LIST_LIMIT, plainText, slackFacts, slackLines } from './call-lines.ts';
import { cleanText, codeSpan } from './clean-text.ts';

const LINE = 400;

/** The records behind an alarm, for the thread of the security channel. */
export function renderRecords(item: Case): ChatMessage {
  const calls = item.calls.filter((call) => !isAlarmCall(call));
  const news = (item.records ?? []).map(recordsInWords);
  return {
    text: plainText(
      news.map((line) => cleanText(line, LINE)),
      calls,
    ),
    blocks: [
      section(
        fitLines(['*Behind the alarm*', ...news.map((line) => `• ${codeSpan(line, LINE)}`)], LIST_LIMIT),
      ),
      ...(calls.length === 0
        ? []
        : [
            section(fitLines(slackLines(calls), LIST_LIMIT)),
            section(fitLines(slackFacts(calls), LIST_LIMIT)),
          ]),
      context(`Case ${item.id}`),
    ],
  };
}
