import { isArray, type JsonValue } from '../cloudtrail/json.ts';
import type { Path, Report } from './problem.ts';

/** More names than this in one list are no list that a person wrote. */
const MOST_TEXTS = 1_000;

/** A list of texts, none empty, none twice; one text alone counts as a list. Anything else is reported. */
export function uniqueTexts(
  value: JsonValue | undefined,
  path: Path,
  expected: string,
  report: Report,
): readonly string[] {
  const error = (at: Path, message: string) => report({ path: at, severity: 'error', message });
  const items = isArray(value) ? value : value === undefined || value === null ? [] : [value];
  if (items.length === 0 || items.length > MOST_TEXTS) {
    error(path, `expected ${expected}`);
    return [];
  }
  const texts = new Set<string>();
  for (const [index, item] of items.entries()) {
    const at = isArray(value) ? [...path, index] : path;
    if (typeof item !== 'string' || item.trim() === '') error(at, `expected ${expected}`);
    else if (texts.has(item)) error(at, `"${item}" stands twice`);
    else texts.add(item);
  }
  return [...texts];
}
