export interface ConditionToken {
  readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'word' | 'pipe' | 'other';
  readonly text: string;
  /** Characters from the condition's start. */
  readonly offset: number;
}

const WORDS: Readonly<Record<string, 'and' | 'or' | 'not'>> = { and: 'and', or: 'or', not: 'not' };
const SIGNS: Readonly<Record<string, ConditionToken['kind']>> = { '(': 'open', ')': 'close', '|': 'pipe' };

/** Cuts a condition into words and brackets; `and`, `or`, `not` in any case. */
export function conditionTokens(text: string): readonly ConditionToken[] {
  return [...text.matchAll(/[()|]|[\w\-*?.]+|\S/g)].map((found) => {
    const word = found[0];
    const kind = SIGNS[word] ?? WORDS[word.toLowerCase()] ?? (/^[\w\-*?.]+$/.test(word) ? 'word' : 'other');
    return { kind, text: word, offset: found.index };
  });
}
