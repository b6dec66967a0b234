/** First addresses, growing. */
export type Starts = Float64Array | readonly number[];

/** The place of the last start that is not after the address; 0 where all are. */
export function lastStartAt(starts: Starts, address: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= address) low = middle;
    else high = middle;
  }
  return low;
}
