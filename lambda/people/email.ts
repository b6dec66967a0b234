const LONGEST = 254;
/**
 * Narrower than the standard: no quotes, spaces, brackets or control characters, and ASCII alone, so that no letter
 * that looks like another names somebody else. An address outside of it needs an override.
 */
const EMAIL =
  /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;
const LONGEST_LOCAL_PART = 64;

/** The text as an e-mail address in lower case, or null when it does not have the shape of one. */
export function emailOf(text: string | null): string | null {
  if (text === null || text.length > LONGEST || text.indexOf('@') > LONGEST_LOCAL_PART) {
    return null;
  }
  // Tested before it is lowered: lowering turns the Kelvin sign into a k.
  return EMAIL.test(text) ? text.toLowerCase() : null;
}

/** The domain of an address that `emailOf` returned. */
export function domainOf(email: string): string {
  return email.slice(email.indexOf('@') + 1);
}
