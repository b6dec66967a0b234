/** Half-open or closed range over comparable numbers. */
export interface NumberRange {
  readonly from: number;
  readonly includesFrom: boolean;
  readonly to: number;
  readonly includesTo: boolean;
}

/** First and last address of a block, as bytes (4 or 16). */
export interface AddressRange {
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** One piece of a wildcard pattern: text, or any run of characters. */
export type WildcardPiece = { readonly text: string } | 'any';

/** What is tested on one leaf of an event. Texts of the `IgnoringCase` kinds are lower case. */
export type ValueTest =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'address'; readonly range: AddressRange }
  | { readonly kind: 'literal'; readonly value: boolean | null }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'range'; readonly range: NumberRange }
  | { readonly kind: 'prefix' | 'suffix'; readonly value: string; readonly ignoringCase: boolean }
  | { readonly kind: 'equals-ignore-case'; readonly value: string }
  | { readonly kind: 'wildcard'; readonly pieces: readonly WildcardPiece[] }
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-texts'; readonly values: readonly string[] }
  | { readonly kind: 'not-numbers'; readonly values: readonly number[] }
  /** None of these holds. */
  | { readonly kind: 'none-of'; readonly tests: readonly ValueTest[] };

/** Any of the tests holds on some leaf at the dotted path. */
export interface FieldTest {
  readonly path: string;
  readonly tests: readonly ValueTest[];
}

/** All fields must hold, without combining different elements of one array. Sorted by path. */
export type Branch = readonly FieldTest[];

/** A pattern that EventBridge accepts; it matches an event when one branch does. */
export interface EventPattern {
  readonly branches: readonly Branch[];
}
