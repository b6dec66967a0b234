/** Work that is done the same every round. */
export interface Contender {
  readonly name: string;
  run(): void;
}

/**
 * Milliseconds of each contender, the median over rounds in which they take turns, so that a noisy moment of the
 * machine meets all of them. A first round that warms up is not counted.
 */
export function medianTimes(
  contenders: readonly Contender[],
  rounds: number,
  collectGarbage: () => void,
): ReadonlyMap<string, number> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const { name, run } of order) {
      collectGarbage();
      const start = performance.now();
      run();
      const elapsed = performance.now() - start;
      if (round > 0) times.get(name)?.push(elapsed);
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

/** Of an even count the upper one of the middle two; of none NaN. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
