/** When a vendor throttles without saying for how long. Milliseconds; PagerDuty counts events over 60 s. */
export const DEFAULT_RETRY_AFTER_MS = 60_000;
/** No vendor asks for more than minutes; a nonsense header must not silence us for longer. Milliseconds. */
export const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

/** The wait that a 429 asks for, in milliseconds. Only seconds are read: our vendors send no dates. */
export function retryAfterMs(headers: Headers): number {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (!/^\d{1,9}$/.test(text)) return DEFAULT_RETRY_AFTER_MS;
  return Math.min(Number(text) * 1_000, LONGEST_RETRY_AFTER_MS);
}
