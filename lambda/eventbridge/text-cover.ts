import type { JsonValue } from '../cloudtrail/json.ts';
import type { TextTest } from '../sigma/rule.ts';

/**
 * A test that EventBridge can make and that holds wherever a `TextTest` does. Sigma ignores case unless told, EventBridge
 * minds it unless told; it has no case-insensitive wildcard, so those become the longer of their two ends, or any text.
 */
export type Cover =
  | { readonly kind: 'any' }
  /** In any case of letters unless `cased`. Of a wildcard, which is always cased, `text` is as EventBridge writes it. */
  | {
      readonly kind: 'exact' | 'prefix' | 'suffix' | 'wildcard';
      readonly text: string;
      readonly cased: boolean;
    };

export const ANY: Cover = { kind: 'any' };

export function coverOf(test: TextTest): Cover {
  const { kind, value } = test;
  const cased = test.cased === true;
  switch (kind) {
    case 'equals':
      return { kind: 'exact', text: value, cased };
    case 'prefix':
    case 'suffix':
      return affix(kind, value, cased);
    case 'contains':
      return cased ? { kind: 'wildcard', text: `*${escaped(value)}*`, cased } : ANY;
    case 'wildcard':
      return coverOfWildcard(value, cased);
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}

function coverOfWildcard(value: string, cased: boolean): Cover {
  const parts = value.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return { kind: 'exact', text: value, cased };
  if (cased) return { kind: 'wildcard', text: parts.map(escaped).join('*'), cased };
  return first.length >= last.length ? affix('prefix', first, cased) : affix('suffix', last, cased);
}

function affix(kind: 'prefix' | 'suffix', text: string, cased: boolean): Cover {
  return text === '' ? ANY : { kind, text, cased };
}

function escaped(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}

/** Whether every text that `narrow` admits is surely admitted by `wide`. */
export function covers(wide: Cover, narrow: Cover): boolean {
  if (wide.kind === 'any') return true;
  if (narrow.kind === 'any') return false;
  if (wide.kind === 'wildcard' || narrow.kind === 'wildcard') {
    return wide.kind === narrow.kind && wide.text === narrow.text;
  }
  if (wide.cased && !narrow.cased) return false;
  const text = wide.cased ? narrow.text : narrow.text.toLowerCase();
  const limit = wide.cased ? wide.text : wide.text.toLowerCase();
  if (wide.kind === 'exact') return narrow.kind === 'exact' && text === limit;
  if (narrow.kind !== 'exact' && narrow.kind !== wide.kind) return false;
  return wide.kind === 'prefix' ? text.startsWith(limit) : text.endsWith(limit);
}

/** The cover as an element of a pattern's list; null where no test is needed. */
export function elementOf(cover: Cover): JsonValue | null {
  switch (cover.kind) {
    case 'any':
      return null;
    case 'exact':
      return cover.cased || cover.text === '' ? cover.text : { 'equals-ignore-case': cover.text };
    case 'prefix':
    case 'suffix':
      return { [cover.kind]: cover.cased ? cover.text : { 'equals-ignore-case': cover.text } };
    case 'wildcard':
      return { wildcard: cover.text };
    default: {
      const unreachable: never = cover;
      return unreachable;
    }
  }
}

/** A key that is equal for covers that admit the same texts. */
export function keyOf(cover: Cover): string {
  if (cover.kind === 'any') return 'any';
  return cover.cased ? `${cover.kind}= ${cover.text}` : `${cover.kind} ${cover.text.toLowerCase()}`;
}
