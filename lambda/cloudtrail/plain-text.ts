const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Most texts: nothing to look for. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * Text of a record made harmless for a line: control characters (which a terminal obeys) and those that turn the
 * direction of writing (which make a line read as another) become spaces.
 */
export function onOneLine(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(UNPRINTABLE, ' ');
}
