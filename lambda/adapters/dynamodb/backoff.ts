/** Time and chance, as arguments. */
export interface Pause {
  sleep(milliseconds: number): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

const FIRST_MS = 40;
const LONGEST_MS = 2_000;
const ROUNDS = 9;

/**
 * Does `round` until nothing is left, waiting longer each time (exponential with full jitter, about 8 s in all).
 * What DynamoDB leaves over of a batch is not an error but load: it is to be sent again after a while.
 *
 * @throws when something is still left after the last round.
 */
export async function untilNothingIsLeft<T>(
  all: readonly T[],
  pause: Pause,
  round: (some: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  let left = await round(all);
  for (let tried = 1; left.length > 0; tried += 1) {
    if (tried === ROUNDS)
      throw new Error(`DynamoDB left ${left.length} of ${all.length} unprocessed ${ROUNDS} times`);
    await pause.sleep(pause.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** tried));
    left = await round(left);
  }
}

/** The real thing. */
export function systemPause(): Pause {
  return {
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
  };
}
