const NEWLINE = 0x0a;
const RETURN = 0x0d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Texts to look for, as bytes. */
export type Needles = readonly Buffer[];

/** Where any of the needles comes next, or -1. */
export function nextMention(bytes: Buffer, needles: Needles, from = 0): number {
  let next = -1;
  for (const needle of needles) {
    const at = bytes.indexOf(needle, from);
    if (at !== -1 && (next === -1 || at < next)) next = at;
  }
  return next;
}

/**
 * The lines of JSON lines that mention a needle. Null when a mention stands on a line that is no object by itself, as in
 * `{"Records":[…` over several lines: then all of the bytes have to be parsed.
 */
export function mentioningLines(bytes: Buffer, needles: Needles): readonly Buffer[] | null {
  const lines: Buffer[] = [];
  for (let at = nextMention(bytes, needles); at !== -1; ) {
    const start = bytes.lastIndexOf(NEWLINE, at) + 1;
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    if (!isObject(line)) return null;
    lines.push(line);
    at = nextMention(bytes, needles, end);
  }
  return lines;
}

function isObject(line: Buffer): boolean {
  const last = line.at(-1) === RETURN ? line.at(-2) : line.at(-1);
  return line[0] === OPEN && last === CLOSE;
}

/** What was read after the last end of line. */
export function afterLastLine(bytes: Buffer): number {
  return bytes.lastIndexOf(NEWLINE) + 1;
}
