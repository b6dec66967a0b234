import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { ExpectedRule } from './expected-rules.ts';

/** An EventBridge rule of ours as it is found. */
export interface DeployedRule {
  readonly name: string;
  /** As EventBridge says it. */
  readonly state: string;
  /** Null: it has none, or one that is no JSON. */
  readonly pattern: JsonObject | null;
  /** Names of our topics that it delivers to. */
  readonly topics: readonly string[];
}

/**
 * How a rule differs from what should be there:
 *
 * - `missing`, `disabled`: what it asks for no longer arrives.
 * - `altered`: its pattern, its state or its target is another one; `detail` says which.
 * - `extra`: nothing of ours asks for it: left over, or somebody else's.
 */
export interface RuleDifference {
  readonly rule: string;
  readonly kind: 'missing' | 'disabled' | 'altered' | 'extra';
  /** In words, for people. */
  readonly detail: string;
}

/** What differs between the rules an account and region should have and those it has, by name. */
export function compareRules(
  expected: readonly ExpectedRule[],
  deployed: readonly DeployedRule[],
): readonly RuleDifference[] {
  const found = new Map(deployed.map((rule) => [rule.name, rule]));
  const wanted = new Set(expected.map(({ name }) => name));
  const differing = expected.flatMap((rule) => differencesOf(rule, found.get(rule.name)));
  const extra = deployed
    .filter(({ name }) => !wanted.has(name))
    .map(({ name }) => difference(name, 'extra', 'no rule of the catalogue asks for it'));
  return [...differing, ...extra].sort((a, b) => byText(a.rule, b.rule));
}

function differencesOf(expected: ExpectedRule, found: DeployedRule | undefined): readonly RuleDifference[] {
  const { name } = expected;
  if (found === undefined) return [difference(name, 'missing', 'it is not there')];
  if (found.state === 'DISABLED') return [difference(name, 'disabled', 'it is switched off')];
  const altered = [
    ...(found.state === expected.state ? [] : [`its state is ${found.state}, not ${expected.state}`]),
    ...(found.pattern !== null && isSamePattern(found.pattern, expected.pattern)
      ? []
      : ['its pattern is another one']),
    ...(found.topics.includes(expected.topic) ? [] : [`it does not deliver to ${expected.topic}`]),
  ];
  return altered.map((detail) => difference(name, 'altered', detail));
}

function difference(rule: string, kind: RuleDifference['kind'], detail: string): RuleDifference {
  return { rule, kind, detail };
}

/** The order of keys and of alternatives means nothing in a pattern, and CloudFormation may write another one. */
function isSamePattern(left: JsonObject, right: JsonObject): boolean {
  return canonical(left) === canonical(right);
}

function canonical(value: JsonValue | undefined): string {
  if (isArray(value)) return `[${value.map(canonical).sort(byText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value)
    .sort(byText)
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
