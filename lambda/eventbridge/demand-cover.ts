import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { Demand, DemandTest } from '../sigma/rule.ts';
import { coverOf, elementOf } from './text-cover.ts';

/** A field's list in an event pattern that holds wherever a demand does. */
export interface DemandCover {
  /** Dotted path in the record. */
  readonly field: string;
  readonly elements: readonly JsonValue[];
  /** Equal for demands that admit the same. */
  readonly key: string;
}

/** In the order of the demands; those that EventBridge cannot test, or that always hold, are left out. */
export function demandCovers(demands: readonly Demand[]): readonly DemandCover[] {
  return demands.flatMap((demand) => coverOfDemand(demand) ?? []);
}

export function demandsKey(demands: readonly DemandCover[]): string {
  return demands.map(({ key }) => key).join(' & ');
}

/** Every demand of the wide one is one of the narrow one. */
export function demandsCover(wide: readonly DemandCover[], narrow: readonly DemandCover[]): boolean {
  return wide.every(({ key }) => narrow.some((other) => other.key === key));
}

function coverOfDemand({ field, tests }: Demand): DemandCover | null {
  const admitsPresent = tests.some(isAnyText);
  const admitsAbsent = tests.some(({ kind }) => kind === 'absent');
  if (admitsPresent && (admitsAbsent || ALWAYS_THERE.has(field))) return null;
  const elements = admitsPresent ? [{ exists: true }] : elementsOf(tests);
  const texts = elements.map((element) => JSON.stringify(element)).sort();
  return { field, elements, key: `${field}: ${texts.join(' ')}` };
}

/** A test on these narrows only by what the text is. */
const ALWAYS_THERE: ReadonlySet<string> = new Set([
  'awsRegion',
  'eventType',
  'recipientAccountId',
  'sourceIPAddress',
  'userAgent',
  'userIdentity.type',
]);

/** Whether EventBridge must let every text pass where the test may. */
export function isAnyText(test: DemandTest): boolean {
  if (test.kind === 'present') return true;
  return test.kind !== 'absent' && test.kind !== 'other' && elementOf(coverOf(test)) === null;
}

function elementsOf(tests: readonly DemandTest[]): readonly JsonValue[] {
  const elements = tests.flatMap((test): readonly JsonValue[] => {
    switch (test.kind) {
      case 'present':
        return [{ exists: true }];
      case 'absent':
        return [{ exists: false }, null];
      case 'other':
        return [{ 'anything-but': { 'equals-ignore-case': [...test.than] } }];
      case 'equals':
      case 'prefix':
      case 'suffix':
      case 'contains':
      case 'wildcard':
        return [elementOf(coverOf(test))];
      default: {
        const unreachable: never = test;
        return unreachable;
      }
    }
  });
  return [...new Map(elements.map((element) => [JSON.stringify(element), element])).values()];
}

/** The demands as fields of a pattern's `detail`. */
export function fieldsOf(demands: readonly DemandCover[]): JsonObject {
  return demands.reduce<JsonObject>(
    (fields, { field, elements }) => withField(fields, field.split('.'), [...elements]),
    {},
  );
}

function withField(fields: JsonObject, path: readonly string[], list: JsonValue): JsonObject {
  const [name = '', ...below] = path;
  if (below.length === 0) return { ...fields, [name]: list };
  const inner = fields[name];
  return { ...fields, [name]: withField(isObject(inner) ? inner : {}, below, list) };
}
