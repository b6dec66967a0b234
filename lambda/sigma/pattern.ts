import type { TextTest } from './rule.ts';

/**
 * A Sigma string taken apart: literal runs, `*` (any run), `?` (any one character), and the dash of `windash`.
 * Source: "Sigma Rules Specification" 2.x, String Wildcard and Escaping.
 */
export type Token =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'any-run' | 'any-one' | 'dash' };
export type Pattern = readonly Token[];

const ANY_RUN: Token = { kind: 'any-run' };
const ANY_ONE: Token = { kind: 'any-one' };

/** `\*` and `\?` are plain characters, `\\` is a backslash; any other backslash stands for itself. */
export function parsePattern(text: string): Pattern {
  if (!/[*?\\]/.test(text)) return [literal(text)];
  const tokens: Token[] = [];
  let run = '';
  const flush = () => {
    if (run !== '') tokens.push(literal(run));
    run = '';
  };
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === '\\' && next !== '' && '*?\\'.includes(next)) {
      run += next;
      index += 1;
    } else if (character === '*' || character === '?') {
      flush();
      tokens.push(character === '*' ? ANY_RUN : ANY_ONE);
    } else {
      run += character;
    }
  }
  flush();
  return tidy(tokens);
}

export function literal(text: string): Token {
  return { kind: 'literal', text };
}

/** The pattern's plain text; null when it has wildcards. */
export function plainTextOf(pattern: Pattern): string | null {
  let text = '';
  for (const token of pattern) {
    if (token.kind !== 'literal') return null;
    text += token.text;
  }
  return text;
}

export function wrapPattern(
  pattern: Pattern,
  open: { readonly start: boolean; readonly end: boolean },
): Pattern {
  return tidy([...(open.start ? [ANY_RUN] : []), ...pattern, ...(open.end ? [ANY_RUN] : [])]);
}

/** The test that the pattern implies on a value; null: any text at all. May be wider than the pattern. */
export function textTestOf(pattern: Pattern, cased: boolean): TextTest | null {
  const test = uncasedTestOf(pattern);
  return test !== null && cased ? { ...test, cased: true } : test;
}

function uncasedTestOf(pattern: Pattern): TextTest | null {
  const text = plainTextOf(pattern);
  if (text !== null) return { kind: 'equals', value: text };
  const kinds = pattern.map((token) => (token.kind === 'literal' ? 'text' : token.kind)).join(' ');
  const value = pattern.map((token) => (token.kind === 'literal' ? token.text : '')).join('');
  if (value === '') return null;
  if (kinds === 'text any-run') return { kind: 'prefix', value };
  if (kinds === 'any-run text') return { kind: 'suffix', value };
  if (kinds === 'any-run text any-run') return { kind: 'contains', value };
  const wildcard = pattern.map((token) => (token.kind === 'literal' ? token.text : '*')).join('');
  return { kind: 'wildcard', value: wildcard.replace(/\*{2,}/g, '*') };
}

function tidy(tokens: readonly Token[]): Pattern {
  if (tokens.length === 0) return [literal('')];
  return tokens.filter((token, index) => token.kind !== 'any-run' || tokens[index - 1]?.kind !== 'any-run');
}
