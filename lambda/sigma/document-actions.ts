import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { YamlDocument } from './yaml-documents.ts';

/** A rule of a file: its data, and the documents it was put together from, its own first. */
export interface RuleSource {
  readonly body: JsonValue;
  readonly origins: readonly [YamlDocument, ...YamlDocument[]];
}

export type ActionResult =
  | { readonly ok: true; readonly source: RuleSource }
  | { readonly ok: false; readonly document: YamlDocument; readonly reason: string };

/**
 * Rule collections: `action: global` is merged into every rule after it, `action: repeat` is the rule before it with
 * changes, `action: reset` forgets the globals. Source: "Sigma Specification" 1.0, Rule Collection.
 */
export function resolveActions(documents: readonly YamlDocument[]): readonly ActionResult[] {
  const results: ActionResult[] = [];
  let globals: readonly YamlDocument[] = [];
  let previous: RuleSource | null = null;
  for (const document of documents) {
    const action = isObject(document.body) ? document.body['action'] : undefined;
    if (action === 'global') {
      globals = [document, ...globals];
    } else if (action === 'reset') {
      globals = [];
    } else if (action === 'repeat' && previous === null) {
      results.push({ ok: false, document, reason: '"action: repeat" has no rule before it' });
    } else if (action !== undefined && action !== 'repeat') {
      results.push({ ok: false, document, reason: 'unknown action; allowed are global, repeat and reset' });
    } else {
      const inherited: readonly YamlDocument[] =
        action === 'repeat' && previous !== null ? previous.origins : globals;
      const origins: RuleSource['origins'] = [document, ...inherited];
      previous = { body: merged(origins), origins };
      results.push({ ok: true, source: previous });
    }
  }
  return results;
}

/** Nearest first: what it says wins. */
function merged(documents: readonly YamlDocument[]): JsonValue {
  const bodies = documents.map((document) => document.body).reverse();
  const body = bodies.reduce((below, above) => merge(below, above));
  if (!isObject(body) || body['action'] === undefined) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'action'));
}

function merge(below: JsonValue, above: JsonValue): JsonValue {
  if (!isObject(below) || !isObject(above)) return above;
  const result: Record<string, JsonValue | undefined> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = result[key];
    result[key] = under === undefined || value === undefined ? value : merge(under, value);
  }
  return result satisfies JsonObject;
}
