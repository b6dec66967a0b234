import { type ConditionToken, conditionTokens } from './condition-tokens.ts';
import type { Tree } from './expression.ts';
import { parsePattern } from './pattern.ts';
import { textMatcher } from './pattern-matcher.ts';
import { didYouMean } from './suggest.ts';

export type ConditionResult<Leaf> =
  | { readonly ok: true; readonly expression: Tree<Leaf>; readonly used: ReadonlySet<string> }
  | { readonly ok: false; readonly offset: number; readonly reason: string };

const LONGEST_CONDITION = 10_000;
const DEEPEST_NESTING = 100;

/**
 * Reads a condition over named selections. Source: "Sigma Rules Specification" 2.x, Condition: `or` binds least,
 * then `and`, `not`, `1 of` / `all of`, brackets.
 */
export function parseCondition<Leaf>(
  text: string,
  selections: ReadonlyMap<string, Tree<Leaf>>,
): ConditionResult<Leaf> {
  if (text.length > LONGEST_CONDITION) {
    return { ok: false, offset: 0, reason: `a condition of more than ${LONGEST_CONDITION} characters` };
  }
  const reader = new ConditionReader(text, selections);
  try {
    return { ok: true, expression: reader.whole(), used: reader.used };
  } catch (cause) {
    if (cause instanceof ConditionError) return { ok: false, offset: cause.offset, reason: cause.message };
    throw cause;
  }
}

class ConditionError extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

class ConditionReader<Leaf> {
  readonly used = new Set<string>();
  readonly #tokens: readonly ConditionToken[];
  readonly #end: ConditionToken;
  readonly #selections: ReadonlyMap<string, Tree<Leaf>>;
  #at = 0;
  #depth = 0;

  constructor(text: string, selections: ReadonlyMap<string, Tree<Leaf>>) {
    this.#tokens = conditionTokens(text);
    this.#end = { kind: 'other', text: '', offset: text.length };
    this.#selections = selections;
  }

  whole(): Tree<Leaf> {
    const expression = this.#or();
    const left = this.#peek();
    if (left.kind === 'pipe') throw new ConditionError(left.offset, LEGACY_AGGREGATION);
    if (left !== this.#end)
      throw new ConditionError(left.offset, `"${left.text}" where the condition should end`);
    return expression;
  }

  #or(): Tree<Leaf> {
    return this.#joined('or', 'any', () => this.#joined('and', 'all', () => this.#not()));
  }

  #joined(word: 'and' | 'or', kind: 'all' | 'any', operand: () => Tree<Leaf>): Tree<Leaf> {
    const first = operand();
    const parts = [first];
    while (this.#take(word)) parts.push(operand());
    return parts.length === 1 ? first : { kind, parts };
  }

  #not(): Tree<Leaf> {
    this.#depth += 1;
    if (this.#depth > DEEPEST_NESTING) {
      throw new ConditionError(this.#peek().offset, `nested more than ${DEEPEST_NESTING} deep`);
    }
    const expression: Tree<Leaf> = this.#take('not') ? { kind: 'not', part: this.#not() } : this.#operand();
    this.#depth -= 1;
    return expression;
  }

  #operand(): Tree<Leaf> {
    const token = this.#next();
    if (token.kind === 'open') {
      const inner = this.#or();
      if (!this.#take('close')) throw new ConditionError(token.offset, 'a "(" that is never closed');
      return inner;
    }
    if (token === this.#end)
      throw new ConditionError(token.offset, 'the condition ends where a selection is expected');
    if (token.kind !== 'word')
      throw new ConditionError(token.offset, `"${token.text}" where a selection is expected`);
    return isWord(this.#peek(), 'of') ? this.#quantified(token) : this.#selection(token);
  }

  #quantified(quantity: ConditionToken): Tree<Leaf> {
    const kind = QUANTITIES[quantity.text.toLowerCase()];
    if (kind === undefined) {
      throw new ConditionError(
        quantity.offset,
        `"${quantity.text} of": only "1 of" and "all of" exist in Sigma`,
      );
    }
    this.#next();
    const target = this.#next();
    const names = this.#namesFor(target);
    if (names.length === 0) {
      throw new ConditionError(
        target.offset,
        `no selection is named like "${target.text}"${this.#meant(target)}`,
      );
    }
    return { kind, parts: names.map((name) => this.#named(name)) };
  }

  /** `them` leaves out names that begin with an underscore. */
  #namesFor(target: ConditionToken): readonly string[] {
    const names = [...this.#selections.keys()];
    if (isWord(target, 'them')) return names.filter((name) => !name.startsWith('_'));
    const matches = textMatcher([parsePattern(target.text)], true);
    return names.filter((name) => matches(name));
  }

  #selection(token: ConditionToken): Tree<Leaf> {
    if (token.text.includes('*')) {
      throw new ConditionError(token.offset, `"${token.text}" needs "1 of" or "all of" before it`);
    }
    if (!this.#selections.has(token.text)) {
      throw new ConditionError(token.offset, `no selection is named "${token.text}"${this.#meant(token)}`);
    }
    return this.#named(token.text);
  }

  #named(name: string): Tree<Leaf> {
    this.used.add(name);
    return this.#selections.get(name) ?? { kind: 'any', parts: [] };
  }

  #meant(token: ConditionToken): string {
    return didYouMean(token.text, [...this.#selections.keys()]);
  }

  #peek(): ConditionToken {
    return this.#tokens[this.#at] ?? this.#end;
  }

  #next(): ConditionToken {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #take(kind: ConditionToken['kind']): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#at += 1;
    return true;
  }
}

const QUANTITIES: Readonly<Record<string, 'any' | 'all'>> = { '1': 'any', any: 'any', all: 'all' };

const LEGACY_AGGREGATION =
  'aggregations such as "| count() > 5" left Sigma with version 2: a rule sees one call; count with a correlation rule';

function isWord(token: ConditionToken, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word;
}
