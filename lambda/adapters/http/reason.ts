/** Long enough for any vendor's error text; a page of HTML is not worth keeping. Characters. */
const REASON_LENGTH = 300;

/**
 * What a vendor said, fit for a log, a page and the journal: one line, cut, and without our secrets, which vendors
 * like to quote back.
 */
export function reasonOf(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== '');
  const clean = known.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  const line = clean.replace(/\p{Cc}+/gu, ' ').trim();
  return line.length > REASON_LENGTH ? `${line.slice(0, REASON_LENGTH).toWellFormed()}…` : line;
}
