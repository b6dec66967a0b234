import { cleanText } from '../../lambda/cases/words/clean-text.ts';
import { type JsonValue, textOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';

/** How a line looks on a terminal. `bad` is what somebody must see. */
export type Tone = 'quiet' | 'plain' | 'asks' | 'good' | 'bad';

export interface Line {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly tone: Tone;
  /** At most 7 characters; capitals stand out without colours. */
  readonly label: string;
  readonly text: string;
}

/** Characters of one text in a line. */
const TEXT_SHOWN = 200;

/** A text of the journal, fit for a terminal: text from CloudTrail could hold its control sequences. */
export function lineText(value: JsonValue | undefined): string {
  return cleanText(textOf(value) ?? '', TEXT_SHOWN);
}

export function textIn({ data }: JournalEntry): (name: string) => string {
  return (name) => lineText(data[name]);
}

/** By what somebody recognises a case among the lines. */
export function shortCase(caseId: string | undefined): string {
  return caseId === undefined ? '' : ` (case ${caseId.slice(0, 8)})`;
}
