import type { Break } from './breaks.ts';
import { planOf } from './plan.ts';
import { type Broken, brokenIn } from './promises.ts';
import { simulate } from './simulate.ts';

/** What became of a seed. */
export interface Judged {
  readonly seed: number;
  /** Empty when it kept every promise. */
  readonly broken: readonly Broken[];
}

export async function judgeSeed(seed: number, mutation: Break | null): Promise<Judged> {
  return { seed, broken: brokenIn(await simulate(planOf(seed), mutation)) };
}
