import type { ChatMessage } from '../../ports/chat.ts';
import type { KeyHistory } from '../key-history.ts';
import { context, fitLines, section } from './blocks.ts';
import { LIST_LIMIT } from './call-lines.ts';
import { cleanText, codeSpan } from './clean-text.ts';

const LINE = 400;
const VERDICT = 600;

/** What an incident's keys did lately, for the thread of the security channel. */
export function renderHistory(caseId: string, history: readonly KeyHistory[]): ChatMessage {
  const plain = history.map(({ key, verdict }) => `${key}: ${cleanText(verdict, VERDICT)}`);
  return {
    text: ['What the key did lately', ...plain].join('\n'),
    blocks: [
      ...history.map(({ key, verdict, lines }) =>
        section(
          fitLines(
            [
              `*What ${codeSpan(key)} did lately*`,
              codeSpan(verdict, VERDICT),
              ...lines.map((line) => `• ${codeSpan(line, LINE)}`),
            ],
            LIST_LIMIT,
          ),
        ),
      ),
      context(`Case ${caseId}`),
    ],
  };
}
