import type { JsonValue } from '../../cloudtrail/json.ts';

/**
 * JSON whose strings are valid Unicode. Text from a request may hold half a character, and a cut may leave one;
 * URL-encoding such text throws, and vendors refuse it.
 */
export function wellFormedJson(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? inner.toWellFormed() : inner,
  );
}

/** The same for a flat record of texts, as forms hold them. */
export function wellFormedTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name.toWellFormed(), text.toWellFormed()]),
  );
}
