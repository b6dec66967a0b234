import type { Line, Tone } from './line.ts';
import { wrap } from './wrap.ts';

/** What a terminal can show. */
export interface Look {
  readonly colours: boolean;
  /** Columns; null where nobody reads along: in a pipe lines are as long as they are. */
  readonly width: number | null;
}

const COLOURS: Readonly<Record<Tone, string>> = {
  quiet: '2',
  plain: '',
  asks: '36',
  good: '32',
  bad: '1;31',
};
const BOLD = '1';
const LABEL_WIDTH = 8;
const TIME_WIDTH = 10;
/** Narrower, wrapping does not help. */
const NARROWEST = 40;

/** One line of the story, with its time of day in UTC. */
export function renderLine({ at, tone, label, text }: Line, look: Look): string {
  const time = new Date(at).toISOString().slice(11, 19).padEnd(TIME_WIDTH);
  const told = `${label.padEnd(LABEL_WIDTH)}${text}`;
  const indent = ' '.repeat(TIME_WIDTH + LABEL_WIDTH);
  const line = fold(`${time}${told}`, indent, look);
  return painted(line, COLOURS[tone], look);
}

/** What is being told, apart from the lines. */
export function renderCaption(text: string, look: Look): string {
  return `\n${painted(fold(`» ${text}`, '  ', look), BOLD, look)}`;
}

function fold(text: string, indent: string, { width }: Look): string {
  return width === null || width < NARROWEST ? text : wrap(text, width, indent);
}

function painted(text: string, colour: string, { colours }: Look): string {
  return colours && colour !== '' ? `\u001b[${colour}m${text}\u001b[0m` : text;
}
