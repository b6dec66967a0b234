import type { JsonValue } from './json.ts';

const ACCOUNT = /^\d{12}$/;
const ARN_ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;

/** An AWS account id: 12 digits. Some exporters write it as a number and lose its zeros in front. Null when it is none. */
export function accountId(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') {
    return ACCOUNT.test(value) ? value : null;
  }
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) {
    const digits = String(value).padStart(12, '0');
    return digits.length === 12 ? digits : null;
  }
  return null;
}

/** The account of an ARN, or null where it has none. */
export function accountOfArn(arn: string | null): string | null {
  return arn === null ? null : (ARN_ACCOUNT.exec(arn)?.[1] ?? null);
}
