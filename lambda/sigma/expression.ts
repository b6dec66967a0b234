import type { CidrRange } from './cidr.ts';
import type { Pattern } from './pattern.ts';
import type { RegexProgram } from './regex/program.ts';

/** A condition over leaves of some kind. */
export type Tree<Leaf> =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Tree<Leaf>[] }
  | { readonly kind: 'not'; readonly part: Tree<Leaf> }
  | Leaf;

/** A rule's condition with its selections put in: what is compiled, and what the reach is derived from. */
export type Expression = Tree<Test>;

export type Test =
  /** Any value of the field satisfies the check. */
  | { readonly kind: 'field'; readonly field: string; readonly check: Check }
  /** Any text anywhere in the record satisfies the check. */
  | { readonly kind: 'keyword'; readonly check: Check };

export type Check =
  /** Any of the patterns. */
  | { readonly kind: 'text'; readonly patterns: readonly Pattern[]; readonly cased: boolean }
  /** The field has no value but null. */
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly present: boolean }
  | { readonly kind: 'regex'; readonly program: RegexProgram }
  | { readonly kind: 'cidr'; readonly range: CidrRange }
  | { readonly kind: 'number'; readonly compare: NumberComparison; readonly value: number }
  | {
      readonly kind: 'fieldref';
      readonly other: string;
      readonly compare: TextComparison;
      readonly cased: boolean;
    };

export type NumberComparison = 'lt' | 'lte' | 'gt' | 'gte';
export type TextComparison = 'equals' | 'contains' | 'startswith' | 'endswith';

export const NEVER: Expression = { kind: 'any', parts: [] };
