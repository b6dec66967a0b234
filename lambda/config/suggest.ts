/**
 * The known name that was probably meant: the closest by edits, if it is close. Null when none is.
 * For "did you mean" in messages.
 */
export function suggest(name: string, known: readonly string[]): string | null {
  const farthest = Math.max(1, Math.floor(name.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= farthest)
    .sort((left, right) => left.edits - right.edits);
  return ranked[0]?.candidate ?? null;
}

/** Levenshtein's distance: characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, character] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (above[column] ?? 0) + (character === other ? 0 : 1);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
