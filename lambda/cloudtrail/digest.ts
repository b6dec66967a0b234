import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from './json.ts';
import { isArray, isObject } from './json.ts';

/** What is still to be written: a piece of text as it is, or a value. */
type Task =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: JsonValue };

/**
 * The first 32 hex digits of the SHA-256 of a record, the same for every order of its keys. It keeps a list of its own
 * instead of recursing: a record nested a hundred thousand levels deep must not exhaust the stack.
 */
export function digestOf(record: JsonObject): string {
  const hash = createHash('sha256');
  const tasks: Task[] = [{ kind: 'value', value: record }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    hash.update(task.kind === 'text' ? task.text : opened(task.value, tasks));
  }
  return hash.digest('hex').slice(0, 32);
}

/** The text a value begins with; what follows it goes on the list, last first. */
function opened(value: JsonValue, tasks: Task[]): string {
  if (isArray(value)) {
    tasks.push({ kind: 'text', text: ']' });
    for (let index = value.length - 1; index >= 0; index--) {
      tasks.push({ kind: 'text', text: ',' }, { kind: 'value', value: value[index] ?? null });
    }
    return '[';
  }
  if (isObject(value)) {
    tasks.push({ kind: 'text', text: '}' });
    for (const key of Object.keys(value).sort(descending)) {
      tasks.push({ kind: 'value', value: value[key] ?? null });
      tasks.push({ kind: 'text', text: `${JSON.stringify(key)}:` });
    }
    return '{';
  }
  return JSON.stringify(value);
}

function descending(left: string, right: string): number {
  return left < right ? 1 : -1;
}
