import type { JsonValue } from '../cloudtrail/json.ts';
import { isArray, isObject } from '../cloudtrail/json.ts';

/** Deeper than any service nests its parameters; a record may be built to go deeper. */
const DEEPEST = 24;

/**
 * Every text below a value that stands under one of these names, whatever the shape around it.
 *
 * Services write one and the same parameter in several shapes over the years (a list, `items`, a single object), so
 * what counts is its name. `except` names branches that are left out.
 */
export function textsNamed(
  value: JsonValue | undefined,
  lowerCaseNames: ReadonlySet<string>,
  except: ReadonlySet<string> = new Set(),
): readonly string[] {
  const found: string[] = [];
  const visit = (current: JsonValue | undefined, named: boolean, depth: number): void => {
    if (depth > DEEPEST) return;
    if (typeof current === 'string') {
      if (named && current !== '') found.push(current);
    } else if (isArray(current)) {
      for (const one of current) visit(one, named, depth + 1);
    } else if (isObject(current)) {
      for (const [name, one] of Object.entries(current)) {
        const lower = name.toLowerCase();
        if (!except.has(lower)) visit(one, lowerCaseNames.has(lower), depth + 1);
      }
    }
  };
  visit(value, false, 0);
  return found;
}

/** Every text below a value. */
export function textsBelow(value: JsonValue | undefined, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > DEEPEST) return [];
  if (isArray(value)) return value.flatMap((one) => textsBelow(one, depth + 1));
  if (isObject(value)) return Object.values(value).flatMap((one) => textsBelow(one, depth + 1));
  return [];
}

/** True for `true` and for `"true"`: services write both. */
export function isTrue(value: JsonValue | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** The parameter of that name, whatever its case. */
export function parameter(value: JsonValue | undefined, lowerCaseName: string): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  for (const name of Object.keys(value)) {
    if (name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName) return value[name];
  }
  return undefined;
}
