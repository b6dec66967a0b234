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
  const statements = manyOf(elementOf(document, 'statement'));
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
  const butPrincipal = elementOf(statement, 'notprincipal');
  const butActions = elementOf(statement, 'notaction');
  return {
    allows: String(elementOf(statement, 'effect')).toLowerCase() === 'allow',
    principals: readPrincipals(elementOf(statement, 'principal')),
    everybodyBut: butPrincipal !== undefined,
    actions: textsOf(elementOf(statement, 'action')),
    actionsBut: butActions === undefined ? null : textsOf(butActions),
    resources: textsOf(elementOf(statement, 'resource')),
    resourcesBut: elementOf(statement, 'notresource') !== undefined,
    conditions: readConditions(elementOf(statement, 'condition')),
  };
}

function readPrincipals(value: JsonValue | undefined): readonly PolicyPrincipal[] {
  if (!isObject(value)) return textsOf(value).map((text) => ({ kind: 'aws', value: text }));
  return Object.entries(value).flatMap(([kind, named]) =>
    textsOf(named).map((text) => ({ kind: kind.toLowerCase(), value: text })),
  );
}

function readConditions(value: JsonValue | undefined): readonly PolicyCondition[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator: operator.toLowerCase(),
          key: key.toLowerCase(),
          values: textsOf(values),
        }))
      : [],
  );
}

/** The element of that name, whatever its case: services differ in how they write policies into the trail. */
function elementOf(object: JsonObject, lowerCaseName: string): JsonValue | undefined {
  for (const [name, value] of Object.entries(object)) {
    if (name.toLowerCase() === lowerCaseName) return value;
  }
  return undefined;
}

function manyOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return manyOf(value).flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean'
      ? [String(one).trim()]
      : [],
  );
}
