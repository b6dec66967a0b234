import { type Pattern, plainTextOf, type Token } from './pattern.ts';

export type TextMatcher = (text: string) => boolean;

/** True when any of the patterns matches the whole text; one look-up for any number of plain texts. */
export function textMatcher(patterns: readonly Pattern[], cased: boolean): TextMatcher {
  const plain: string[] = [];
  const matchers: TextMatcher[] = [];
  for (const pattern of patterns) {
    const text = plainTextOf(pattern);
    if (text === null) matchers.push(patternMatcher(pattern, cased));
    else plain.push(text);
  }
  const [onlyPlain] = plain;
  if (onlyPlain !== undefined) {
    matchers.unshift(plain.length === 1 ? equals(onlyPlain, cased) : oneOf(plain, cased));
  }
  const [first, ...others] = matchers;
  if (first === undefined) return () => false;
  if (others.length === 0) return first;
  return (text) => matchers.some((matches) => matches(text));
}

function equals(wanted: string, cased: boolean): TextMatcher {
  if (cased) return (text) => text === wanted;
  const lower = wanted.toLowerCase();
  if (!isAscii(lower)) return (text) => text.toLowerCase() === lower;
  // Only text of the same length can fold to ASCII text, so most values are refused without folding.
  return (text) => text === wanted || (text.length === lower.length && text.toLowerCase() === lower);
}

function oneOf(wanted: readonly string[], cased: boolean): TextMatcher {
  const texts = new Set(cased ? wanted : wanted.map((text) => text.toLowerCase()));
  return cased ? (text) => texts.has(text) : (text) => texts.has(text.toLowerCase());
}

function patternMatcher(pattern: Pattern, cased: boolean): TextMatcher {
  const folded = cased ? pattern : pattern.map(lowerToken);
  const matches = shortcut(folded) ?? ((text: string) => matchesGlob(glyphsOf(folded), text));
  return cased ? matches : (text) => matches(text.toLowerCase());
}

function shortcut(pattern: Pattern): TextMatcher | null {
  const [first, second, third] = pattern;
  if (first?.kind === 'any-run' && second === undefined) return () => true;
  if (first?.kind === 'literal' && second?.kind === 'any-run' && third === undefined) {
    return (text) => text.startsWith(first.text);
  }
  if (first?.kind !== 'any-run' || second?.kind !== 'literal') return null;
  if (third === undefined) return (text) => text.endsWith(second.text);
  if (third.kind === 'any-run' && pattern.length === 3) return (text) => text.includes(second.text);
  return null;
}

/** One character each, or a token that stands for characters. */
type Glyph = string | Exclude<Token['kind'], 'literal'>;
const DASHES = '-/\u2013\u2014\u2015';

function glyphsOf(pattern: Pattern): readonly Glyph[] {
  return pattern.flatMap((token) => (token.kind === 'literal' ? token.text.split('') : [token.kind]));
}

/** Goes back only to the last `*`: at worst pattern length times text length, never exponential. */
function matchesGlob(glyphs: readonly Glyph[], text: string): boolean {
  let at = 0;
  let glyph = 0;
  let starGlyph = -1;
  let starAt = 0;
  while (at < text.length) {
    const current = glyphs[glyph];
    if (current === 'any-run') {
      starGlyph = glyph;
      starAt = at;
      glyph += 1;
    } else if (current !== undefined && standsFor(current, text.charAt(at))) {
      glyph += 1;
      at += 1;
    } else if (starGlyph >= 0) {
      glyph = starGlyph + 1;
      starAt += 1;
      at = starAt;
    } else {
      return false;
    }
  }
  while (glyphs[glyph] === 'any-run') glyph += 1;
  return glyph === glyphs.length;
}

function standsFor(glyph: Glyph, character: string): boolean {
  if (glyph === 'any-one') return true;
  return glyph === 'dash' ? DASHES.includes(character) : glyph === character;
}

function lowerToken(token: Token): Token {
  return token.kind === 'literal' ? { kind: 'literal', text: token.text.toLowerCase() } : token;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}
