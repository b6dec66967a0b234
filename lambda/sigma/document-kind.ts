import { isObject, type JsonValue } from '../cloudtrail/json.ts';

/** What a document of a rule file is. A correlation is about several calls, a filter about rules. */
export type DocumentKind = 'rule' | 'correlation' | 'filter';

export function documentKind(body: JsonValue): DocumentKind {
  if (!isObject(body)) return 'rule';
  if (body['correlation'] !== undefined) return 'correlation';
  return body['filter'] === undefined ? 'rule' : 'filter';
}
