import type { ChatMessage } from '../../ports/chat.ts';
import type { Case } from '../case.ts';
import { context, fitLines, header, section } from './blocks.ts';
import { countInWords, LIST_LIMIT, plainText, slackFacts, slackLines } from './call-lines.ts';
import { alertInWords, causeInWords } from './cause-words.ts';
import { codeSpan } from './clean-text.ts';

const inCode = (text: string) => codeSpan(text, 400);

/** The same news as the page, for the security channel. */
export function renderSecurityPost(item: Case): ChatMessage {
  const why = item.kind === 'question' ? causeInWords(item, inCode) : alertInWords(item);
  const title = item.kind === 'question' ? 'Not countersigned: paged' : 'Paged';
  const lines = slackLines(item.calls);
  const count = countInWords(item);
  const facts = slackFacts(item.calls);
  return {
    text: plainText([`${title}: ${why}`, count], item.calls),
    blocks: [
      header(title),
      section(why),
      section(`*${count}*\n${fitLines(lines, LIST_LIMIT)}`),
      section(fitLines(facts, LIST_LIMIT)),
      context(`Case ${item.id}`),
    ],
  };
}
