/** JSON as `JSON.parse` returns it. CloudTrail text is hostile: nothing about its shape is assumed. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const EMPTY: JsonObject = Object.freeze({});

/** The value as an object; an empty one when it is anything else. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : EMPTY;
}

/** The value as a list; an empty one when it is anything else. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : [];
}

/** The value if it is a non-empty string, otherwise null. */
export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** `JSON.parse` whose failure is a value that says where the text broke. */
export function parseJson(text: string): Parsed<JsonValue> {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, reason: `not JSON: ${detail.slice(0, 200)}` };
  }
}
