/** Deeper than anything AWS writes, and far from what exhausts the stack of code that recurses. */
export const DEEPEST = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether a JSON text nests deeper than `levels`: code that recurses over what it parses to could exhaust the stack.
 * Reads the text, not the value; the text need not be valid.
 */
export function nestsDeeper(text: string, levels = DEEPEST): boolean {
  if (text.length <= levels) {
    return false;
  }
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === BACKSLASH) {
        index++;
      } else if (code === QUOTE) {
        quoted = false;
      }
    } else if (code === QUOTE) {
      quoted = true;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
      if (depth > levels) {
        return true;
      }
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    }
  }
  return false;
}
