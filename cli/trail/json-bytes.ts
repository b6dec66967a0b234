export const NEWLINE = 0x0a;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** What may stand between two values: white space and commas. */
export function isSeparator(byte: number): boolean {
  return byte <= 0x20 || byte === COMMA;
}

/** The line's text without what may follow the value; null when it cannot be a whole object or list. */
export function lineText(bytes: Buffer, length: number): string | null {
  let end = length;
  for (let last = bytes[end - 1]; last !== undefined && isSeparator(last); last = bytes[end - 1]) {
    end--;
  }
  const closing = bytes[end - 1];
  return closing === CLOSE_OBJECT || closing === CLOSE_LIST ? bytes.toString('utf8', 0, end) : null;
}
