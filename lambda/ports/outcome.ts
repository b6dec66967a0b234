/**
 * How a call to a vendor ended. Every adapter returns one of these within its deadline; nothing is thrown.
 *
 * - `delivered`: the vendor accepted it.
 * - `throttled`: the vendor asked us to wait; nothing happened.
 * - `transient`: no answer, a server error, or an answer that could not be read; it may have happened.
 * - `permanent`: the vendor refused it, and would again.
 */
export type Outcome<T> = { readonly kind: 'delivered'; readonly value: T } | Failure;

export type Failure =
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'transient'; readonly reason: string }
  | { readonly kind: 'permanent'; readonly reason: string };

export function delivered<T>(value: T): Outcome<T> {
  return { kind: 'delivered', value };
}
