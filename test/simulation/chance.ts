import { randomFrom } from '../../bench/random.ts';

/**
 * Random numbers from 0 to below 1 for one use in a run, the same for the same seed. Each use has its own, so that
 * leaving one thing out of a run changes as little as possible of the rest.
 */
export function chanceFor(seed: number, ...use: readonly (string | number)[]): () => number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${use.join('/')}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return randomFrom(hash);
}

/** A whole number from `least` to `most`, both included. */
export function between(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** One of the choices, each as likely as its weight. */
export function weighted<T extends string>(random: () => number, weights: Readonly<Record<T, number>>): T {
  const choices: [T, number][] = [];
  for (const choice in weights) choices.push([choice, weights[choice]]);
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new Error('nothing to choose from');
}
