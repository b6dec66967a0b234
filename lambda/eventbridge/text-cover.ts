import type { JsonValue } from '../cloudtrail/json.ts';
import type { TextTest } from '../sigma/rule.ts';

/**
 * A test that EventBridge can make and that holds wherever a `TextTest` does. Sigma ignores case, EventBridge does not
 * unless told; it has no case-insensitive wildcard, so those become the longer of their two ends, or any text.
 */
export type Cover =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact' | 'prefix' | 'suffix'; readonly text: string };

export const ANY: Cover = { kind: 'any' };

export function coverOf(test: TextTest): Cover {
  switch (test.kind) {
    case 'equals':
      return { kind: 'exact', text: test.value };
    case 'prefix':
    case 'suffix':
      return affix(test.kind, test.value);
    case 'contains':
      return ANY;
    case 'wildcard':
      return coverOfWildcard(test.value);
    default: {
      const unreachable: never = test;
      return unreachable;
    }
  }
}

function coverOfWildcard(value: string): Cover {
  const parts = value.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return { kind: 'exact', text: value };
  return first.length >= last.length ? affix('prefix', first) : affix('suffix', last);
}

function affix(kind: 'prefix' | 'suffix', text: string): Cover {
  return text === '' ? ANY : { kind, text };
}

/** Whether every text that `narrow` admits is admitted by `wide`. */
export function covers(wide: Cover, narrow: Cover): boolean {
  if (wide.kind === 'any') return true;
  if (narrow.kind === 'any') return false;
  const text = narrow.text.toLowerCase();
  const limit = wide.text.toLowerCase();
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
      return { 'equals-ignore-case': cover.text };
    case 'prefix':
    case 'suffix':
      return { [cover.kind]: { 'equals-ignore-case': cover.text } };
    default: {
      const unreachable: never = cover;
      return unreachable;
    }
  }
}

/** A key that is equal for covers that admit the same texts. */
export function keyOf(cover: Cover): string {
  return cover.kind === 'any' ? 'any' : `${cover.kind} ${cover.text.toLowerCase()}`;
}
