import type { JsonValue } from '../cloudtrail/json.ts';
import { parseCidr } from './cidr.ts';
import { type Encoding, encode, withAnyDash } from './encodings.ts';
import type { Check, NumberComparison, TextComparison } from './expression.ts';
import type { Modifier } from './field-key.ts';
import { literal, type Pattern, parsePattern, plainTextOf, wrapPattern } from './pattern.ts';
import { expandPlaceholders, type Placeholders } from './placeholders.ts';
import { compileRegex } from './regex/program.ts';

/** One value of a selection: what is checked, or why it cannot be. */
export type CheckResult =
  | { readonly ok: true; readonly check: Check }
  | { readonly ok: false; readonly reason: string };

/** What one value means under its modifiers. Values are joined by whoever calls. */
export function checkOf(
  value: JsonValue,
  modifiers: readonly Modifier[],
  placeholders: Placeholders,
): CheckResult {
  if (typeof value === 'object' && value !== null) {
    return refuse('expected text, a number, true, false or null; write nested fields with dots');
  }
  if (modifiers.includes('exists')) {
    return typeof value === 'boolean'
      ? accept({ kind: 'exists', present: value })
      : refuse('"exists" takes true or false');
  }
  const compare = NUMBER_COMPARISONS.find((name) => modifiers.includes(name));
  if (compare !== undefined) return numberCheck(compare, value);
  if (value === null) {
    const changed = modifiers.find((modifier) => !['all', 'neq', 'cased'].includes(modifier));
    return changed === undefined ? accept({ kind: 'null' }) : refuse(`"${changed}" needs a value, not null`);
  }
  const text = String(value);
  if (modifiers.includes('re')) return regexCheck(text, modifiers);
  if (modifiers.includes('cidr')) {
    const range = parseCidr(text);
    return range.ok ? accept({ kind: 'cidr', range: range.value }) : refuse(range.reason);
  }
  if (modifiers.includes('fieldref')) return fieldrefCheck(value, modifiers);
  return textCheck(text, modifiers, placeholders);
}

const NUMBER_COMPARISONS: readonly NumberComparison[] = ['lt', 'lte', 'gt', 'gte'];

function numberCheck(compare: NumberComparison, value: JsonValue): CheckResult {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value) : null;
  return number === null
    ? refuse(`"${compare}" takes a number`)
    : accept({ kind: 'number', compare, value: number });
}

/** The number that a text is as a whole; null when it is none. */
export function numberOf(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function regexCheck(text: string, modifiers: readonly Modifier[]): CheckResult {
  const program = compileRegex(text, {
    ignoreCase: modifiers.includes('i'),
    multiline: modifiers.includes('m'),
    dotAll: modifiers.includes('s'),
  });
  return program.ok
    ? accept({ kind: 'regex', program: program.value })
    : refuse(`the regular expression is refused: ${program.reason}`);
}

function fieldrefCheck(value: JsonValue, modifiers: readonly Modifier[]): CheckResult {
  if (typeof value !== 'string' || value === '') return refuse('"fieldref" takes the name of a field');
  const compare = PLACES.find((name) => modifiers.includes(name)) ?? 'equals';
  return accept({ kind: 'fieldref', other: value, compare, cased: modifiers.includes('cased') });
}

const PLACES: readonly Exclude<TextComparison, 'equals'>[] = ['contains', 'startswith', 'endswith'];

function textCheck(text: string, modifiers: readonly Modifier[], placeholders: Placeholders): CheckResult {
  const texts = modifiers.includes('expand')
    ? expandPlaceholders(text, placeholders)
    : { ok: true as const, value: [text] };
  if (!texts.ok) return refuse(texts.reason);
  const encodings = modifiers.flatMap((modifier) => ENCODINGS[modifier] ?? []);
  const patterns: Pattern[] = [];
  for (const one of texts.value) {
    const plain = parsePattern(one);
    const encoded = encodings.length === 0 ? [plain] : encodedPatterns(plain, encodings);
    if (encoded === null) return refuse('wildcards cannot be encoded; escape them with a backslash');
    patterns.push(...encoded.map((pattern) => place(pattern, modifiers)));
  }
  return accept({ kind: 'text', patterns, cased: modifiers.includes('cased') });
}

const ENCODINGS: { readonly [name in Modifier]?: Encoding } = {
  wide: 'utf16le',
  utf16: 'utf16',
  utf16le: 'utf16le',
  utf16be: 'utf16be',
  base64: 'base64',
  base64offset: 'base64offset',
};

function encodedPatterns(pattern: Pattern, encodings: readonly Encoding[]): readonly Pattern[] | null {
  const text = plainTextOf(pattern);
  return text === null ? null : encode(text, encodings).map((variant) => [literal(variant)]);
}

function place(pattern: Pattern, modifiers: readonly Modifier[]): Pattern {
  const dashed = modifiers.includes('windash') ? withAnyDash(pattern) : pattern;
  const contains = modifiers.includes('contains');
  const start = contains || modifiers.includes('endswith');
  const end = contains || modifiers.includes('startswith');
  return start || end ? wrapPattern(dashed, { start, end }) : dashed;
}

function accept(check: Check): CheckResult {
  return { ok: true, check };
}

function refuse(reason: string): CheckResult {
  return { ok: false, reason };
}
