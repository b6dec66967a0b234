/** How long something took, of those that were measured. Milliseconds; null where none was. */
export interface Spread {
  readonly count: number;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

/** By nearest rank: a figure that was really measured. */
export function spreadOf(measuredMs: readonly number[]): Spread {
  const sorted = [...measuredMs].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95) };
}
