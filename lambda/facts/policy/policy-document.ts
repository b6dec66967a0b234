import type { JsonObject, JsonValue } from '../../cloudtrail/json.ts';
import { isArray, isObject, parseJson } from '../../cloudtrail/json.ts';

/** One statement of a policy, its one-or-many elements made lists. Source: "IAM JSON policy elements reference". */
export interface PolicyStatement {
  readonly allows: boolean;
  /** Who; empty in an identity policy. */
  readonly principals: readonly PolicyPrincipal[];
  /** `NotPrincipal`: everybody but those named. */
  readonly everybodyBut: boolean;
  readonly actions: readonly string[];
  /** `NotAction`: everything but those named; null where the statement has none. */
  readonly actionsBut: readonly string[] | null;
  readonly resources: readonly string[];
  /** `NotResource` is present: every resource but those named. */
  readonly resourcesBut: boolean;
  readonly conditions: readonly PolicyCondition[];
}

export interface PolicyPrincipal {
  /** `aws`, `federated`, `service`, `canonicaluser`; lower case. A bare `"*"` is `aws`. */
  readonly kind: string;
  readonly value: string;
}

/** All conditions of a statement must hold; one holds when any of its values does. */
export interface PolicyCondition {
  /** Lower case, such as `stringequals` or `foranyvalue:stringlike`. */
  readonly operator: string;
  /** Lower case, such as `aws:sourceaccount`. */
  readonly key: string;
  readonly values: readonly string[];
}

export type ReadPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'policy'; readonly statements: readonly PolicyStatement[] };

/**
 * Reads a policy as it stands in request parameters: an object, JSON text, or URL-encoded JSON text.
 *
 * A policy that cannot be read is its own answer, because hiding what a policy says is what an attacker would try.
 */
export function readPolicy(value: JsonValue | undefined): ReadPolicy {
  if (value === undefined || value === null || value === '') return { kind: 'none' };
  const document = typeof value === 'string' ? documentIn(value) : value;
  if (!isObject(document)) return { kind: 'unreadable' };
  const statements = manyOf(elementOf(document, 'Statement'));
  if (!statements.every(isObject) || statements.length === 0) return { kind: 'unreadable' };
  return { kind: 'policy', statements: statements.map(readStatement) };
}

function documentIn(text: string): JsonValue | undefined {
  const plain = parseJson(text);
  if (plain.ok) return plain.value;
  const decoded = parseJson(urlDecoded(text));
  return decoded.ok ? decoded.value : undefined;
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readStatement(statement: JsonObject): PolicyStatement {
  const butActions = elementOf(statement, 'NotAction');
  return {
    allows: String(elementOf(statement, 'Effect')).toLowerCase() === 'allow',
    principals: readPrincipals(elementOf(statement, 'Principal')),
    everybodyBut: elementOf(statement, 'NotPrincipal') !== undefined,
    actions: textsOf(elementOf(statement, 'Action')),
    actionsBut: butActions === undefined ? null : textsOf(butActions),
    resources: textsOf(elementOf(statement, 'Resource')),
    resourcesBut: elementOf(statement, 'NotResource') !== undefined,
    conditions: readConditions(elementOf(statement, 'Condition')),
  };
}

function readPrincipals(value: JsonValue | undefined): readonly PolicyPrincipal[] {
  if (!isObject(value)) return textsOf(value).map((text) => ({ kind: 'aws', value: text }));
  const principals: PolicyPrincipal[] = [];
  for (const name of Object.keys(value)) {
    const kind = name.toLowerCase();
    for (const text of textsOf(value[name])) principals.push({ kind, value: text });
  }
  return principals;
}

const NO_CONDITIONS: readonly PolicyCondition[] = [];

function readConditions(value: JsonValue | undefined): readonly PolicyCondition[] {
  if (!isObject(value)) return NO_CONDITIONS;
  const conditions: PolicyCondition[] = [];
  for (const name of Object.keys(value)) {
    const keys = value[name];
    if (!isObject(keys)) continue;
    const operator = name.toLowerCase();
    for (const key of Object.keys(keys)) {
      conditions.push({ operator, key: key.toLowerCase(), values: textsOf(keys[key]) });
    }
  }
  return conditions;
}

/** The element of that name, whatever its case: services differ in how they write policies into the trail. */
function elementOf(object: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  for (const other of Object.keys(object)) {
    if (other.length === name.length && other.toLowerCase() === name.toLowerCase()) return object[other];
  }
  return undefined;
}

function manyOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}

const NO_TEXTS: readonly string[] = [];

function textsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value.trim()];
  if (value === undefined || value === null) return NO_TEXTS;
  const texts: string[] = [];
  for (const one of manyOf(value)) {
    const isPlain = typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean';
    if (isPlain) texts.push(String(one).trim());
  }
  return texts;
}
