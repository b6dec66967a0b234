import { didYouMean } from './suggest.ts';

/** Every modifier known, with what it takes from the list of kinds below. Source: "Sigma Modifiers" appendix 2.1. */
const MODIFIERS = {
  contains: 'place',
  startswith: 'place',
  endswith: 'place',
  re: 'type',
  cidr: 'type',
  exists: 'type',
  fieldref: 'type',
  lt: 'type',
  lte: 'type',
  gt: 'type',
  gte: 'type',
  i: 'flag',
  m: 'flag',
  s: 'flag',
  wide: 'encoding',
  utf16: 'encoding',
  utf16le: 'encoding',
  utf16be: 'encoding',
  base64: 'encoding',
  base64offset: 'encoding',
  windash: 'text',
  expand: 'text',
  cased: 'case',
  all: 'join',
  neq: 'join',
} as const;
export type Modifier = keyof typeof MODIFIERS;
type Family = (typeof MODIFIERS)[Modifier];

/** In the standard, but not here: CloudTrail's times are compared by `fact.time`. */
const TIME_PARTS = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** A selection's key such as `userAgent|contains|all`. The field is empty for keywords (`|all`). */
export interface FieldKey {
  readonly field: string;
  readonly modifiers: readonly Modifier[];
}

export type FieldKeyResult =
  | { readonly ok: true; readonly key: FieldKey }
  | { readonly ok: false; readonly offset: number; readonly reason: string };

export function parseFieldKey(text: string): FieldKeyResult {
  const [field = '', ...words] = text.split('|');
  const modifiers: Modifier[] = [];
  let offset = field.length + 1;
  for (const word of words) {
    const reason = isModifier(word) ? conflictOf(word, modifiers) : unknownModifier(word);
    if (reason !== null) return { ok: false, offset, reason };
    if (isModifier(word)) modifiers.push(word);
    offset += word.length + 1;
  }
  const badField = fieldProblem(field, words.length > 0);
  return badField === null
    ? { ok: true, key: { field, modifiers } }
    : { ok: false, offset: 0, reason: badField };
}

function isModifier(word: string): word is Modifier {
  return Object.hasOwn(MODIFIERS, word);
}

function unknownModifier(word: string): string {
  if (word === '') return 'a modifier is missing after "|"';
  if (TIME_PARTS.includes(word)) {
    return `the modifier "${word}" is not supported: a record's time is text; use fact.time.ageSeconds or fact.time.offHours`;
  }
  return `unknown modifier "${word}"${didYouMean(word, Object.keys(MODIFIERS))}`;
}

/** Why the modifier cannot follow these; null when it can. */
function conflictOf(word: Modifier, before: readonly Modifier[]): string | null {
  if (before.includes(word)) return `"${word}" stands twice`;
  const family = MODIFIERS[word];
  if (family === 'flag')
    return before.includes('re') ? null : `"${word}" is a flag of "re" and must follow it`;
  const rival = before.find((other) => clash(family, word, MODIFIERS[other], other));
  return rival === undefined ? null : `"${word}" cannot be combined with "${rival}"`;
}

function clash(family: Family, word: Modifier, otherFamily: Family, other: Modifier): boolean {
  const has = (name: Modifier) => word === name || other === name;
  const both = (one: Family, two: Family) =>
    (family === one && otherFamily === two) || (family === two && otherFamily === one);
  if (has('exists')) return true;
  if (both('place', 'place') || both('type', 'type')) return true;
  // Encoded text has no dashes left to stand for others.
  if (has('windash') && both('text', 'encoding')) return true;
  if (both('join', 'join')) return true;
  if (has('neq') && (has('lt') || has('lte') || has('gt') || has('gte'))) return true;
  if (both('place', 'type')) return !has('fieldref');
  if (both('case', 'type')) return !has('fieldref');
  if (both('encoding', 'type')) return true;
  // `fieldref` compares two fields; the others change a text, which a number, a range or an expression is not.
  return both('text', 'type');
}

function fieldProblem(field: string, modified: boolean): string | null {
  if (field === '') return modified ? null : 'a field without a name';
  const segments = field.split('.');
  if (segments.includes('')) return `the field name "${field}" has an empty part`;
  // Such names exist on every JavaScript object, so they would be found in every record.
  const inherited = segments.find((segment) => segment in Object.prototype);
  return inherited === undefined ? null : `"${inherited}" cannot be the name of a field`;
}
