import { suggest } from '../config/suggest.ts';

/** Longer words are no typing mistakes, and comparing them would cost time. */
const LONGEST_WORD = 80;

/** ` — did you mean "x"?` for the nearest known name, or nothing when none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = word.length > LONGEST_WORD ? null : suggest(word, known);
  return nearest === null ? '' : ` — did you mean "${nearest}"?`;
}
