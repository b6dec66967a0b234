/** A regular expression taken apart: the flavour Sigma allows, plus the classes and anchors PCRE users expect. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly RegexNode[] }
  /** `most` null: no upper bound. */
  | {
      readonly kind: 'repeat';
      readonly part: RegexNode;
      readonly least: number;
      readonly most: number | null;
    };

export type Assertion =
  | 'line-start'
  | 'line-end'
  | 'text-start'
  | 'text-end'
  | 'word-boundary'
  | 'no-word-boundary';

export interface CharacterSet {
  readonly negated: boolean;
  /** First and last UTF-16 code unit, both included. */
  readonly ranges: readonly (readonly [number, number])[];
}

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

const DIGIT: CharacterSet['ranges'] = [[48, 57]];
const WORD: CharacterSet['ranges'] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: CharacterSet['ranges'] = [
  [9, 13],
  [32, 32],
  [160, 160],
];

/** `\d`, `\w`, `\s` and their opposites; null for any other letter. */
export function classOf(letter: string): CharacterSet | null {
  switch (letter) {
    case 'd':
      return { negated: false, ranges: DIGIT };
    case 'D':
      return { negated: true, ranges: DIGIT };
    case 'w':
      return { negated: false, ranges: WORD };
    case 'W':
      return { negated: true, ranges: WORD };
    case 's':
      return { negated: false, ranges: SPACE };
    case 'S':
      return { negated: true, ranges: SPACE };
    default:
      return null;
  }
}

export const LINE_BREAK: CharacterSet = {
  negated: false,
  ranges: [
    [10, 10],
    [13, 13],
  ],
};

export function contains(set: CharacterSet, code: number): boolean {
  for (const [first, last] of set.ranges) if (code >= first && code <= last) return !set.negated;
  return set.negated;
}

/** The same set as ranges alone. */
export function plainRanges(set: CharacterSet): CharacterSet['ranges'] {
  if (!set.negated) return set.ranges;
  const sorted = [...set.ranges].sort(([a], [b]) => a - b);
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of sorted) {
    if (first > next) gaps.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= 0xffff) gaps.push([next, 0xffff]);
  return gaps;
}

/** Adds the other case of every letter. Sets of thousands of letters keep what they have: they hold both cases. */
export function withBothCases(set: CharacterSet): CharacterSet {
  const added: [number, number][] = [];
  for (const [first, last] of set.ranges) {
    if (last - first > 2_000) continue;
    for (let code = first; code <= last; code++) {
      const character = String.fromCharCode(code);
      for (const other of [character.toLowerCase(), character.toUpperCase()]) {
        if (other.length === 1 && other !== character) added.push([other.charCodeAt(0), other.charCodeAt(0)]);
      }
    }
  }
  return { negated: set.negated, ranges: [...set.ranges, ...added] };
}
