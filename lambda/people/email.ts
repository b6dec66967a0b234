const LONGEST = 254;
const LONGEST_LOCAL_PART = 64;
const LONGEST_LABEL = 63;

const HYPHEN = 0x2d;
const DOT = 0x2e;

/**
 * The text as an e-mail address in lower case, or null when it does not have the shape of one. Narrower than the
 * standard: no quotes, spaces, brackets or control characters, and ASCII alone, so that no letter that looks like
 * another names somebody else. An address outside of it needs an override.
 *
 * Asked of every call that somebody may be asked about: loops over characters are several times faster than an
 * expression, which goes back and forth in a domain.
 */
export function emailOf(text: string | null): string | null {
  if (text === null || text.length > LONGEST) return null;
  const at = text.indexOf('@');
  if (at < 1 || at > LONGEST_LOCAL_PART) return null;
  // Tested before it is lowered: lowering turns the Kelvin sign into a k.
  return isLocalPart(text, at) && isDomain(text, at + 1) ? text.toLowerCase() : null;
}

/** The domain of an address that `emailOf` returned. */
export function domainOf(email: string): string {
  return email.slice(email.indexOf('@') + 1);
}

/** Words of letters, digits, `_`, `+` and `-`, with single dots between them. */
function isLocalPart(text: string, end: number): boolean {
  let before = DOT;
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT ? before === DOT : !isLetterOrDigit(code) && !'_+-'.includes(text.charAt(at)))
      return false;
    before = code;
  }
  return before !== DOT;
}

/** Two labels or more, the last of which begins with a letter and has two characters or more. */
function isDomain(text: string, start: number): boolean {
  let label = start;
  let labels = 0;
  for (let at = start; at <= text.length; at += 1) {
    if (at < text.length && text.charCodeAt(at) !== DOT) continue;
    if (!isLabel(text, label, at)) return false;
    labels += 1;
    if (at === text.length) return labels > 1 && at - label > 1 && isLetter(text.charCodeAt(label));
    label = at + 1;
  }
  return false;
}

function isLabel(text: string, start: number, end: number): boolean {
  if (end === start || end - start > LONGEST_LABEL) return false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const isInside = at > start && at < end - 1;
    if (!isLetterOrDigit(code) && !(isInside && code === HYPHEN)) return false;
  }
  return true;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39);
}
