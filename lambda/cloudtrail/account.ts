import type { JsonValue } from './json.ts';

const DIGITS = 12;
const ARN_ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;

/** An AWS account id: 12 digits. Some exporters write it as a number and lose its zeros in front. Null when it is none. */
export function accountId(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') {
    return isAccount(value) ? value : null;
  }
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) {
    const digits = String(value).padStart(DIGITS, '0');
    return digits.length === DIGITS ? digits : null;
  }
  return null;
}

/** The account of an ARN, or null where it has none. */
export function accountOfArn(arn: string | null): string | null {
  return arn === null ? null : (ARN_ACCOUNT.exec(arn)?.[1] ?? null);
}

/** Asked of every call that is looked at: a loop is several times faster than an expression. */
function isAccount(text: string): boolean {
  if (text.length !== DIGITS) return false;
  for (let at = 0; at < DIGITS; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}
