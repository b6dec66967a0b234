import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { Demand, DemandTest, Reach } from './rule.ts';
import { testHolds } from './text-test.ts';

/** The one field by which a rule is most often seen not to match. */
export interface Gate {
  readonly field: string;
  /** Any of them holds where the rule matches; none holds where the field is absent. */
  readonly tests: readonly DemandTest[];
}

/** A gate that lets more than this share of calls through is not worth its own test. */
const MOST_PASSING = 0.5;

/** Null: the rule demands nothing that most calls have not. */
export function gateOf(reaches: readonly Reach[]): Gate | null {
  const [first, ...others] = reaches;
  let best: Gate | null = null;
  let least = MOST_PASSING;
  for (const { field } of first?.demands ?? []) {
    const demands = [first, ...others].map((reach) =>
      reach?.demands.find((demand) => demand.field === field),
    );
    const tests = demands.every(isKnown) ? demands.flatMap((demand) => demand.tests) : null;
    const share = tests === null ? 1 : shareOf(field, tests);
    if (tests !== null && share < least) {
      best = { field, tests };
      least = share;
    }
  }
  return best;
}

function isKnown(demand: Demand | undefined): demand is Demand {
  return demand !== undefined;
}

/** Share of the calls of ordinary trails in which these fields have a text, or that text. */
const OF_ORDINARY_CALLS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'userIdentity.type': { AssumedRole: 0.6, IAMUser: 0.2, AWSService: 0.3 },
  eventType: { AwsApiCall: 0.95 },
  eventCategory: { Management: 0.95 },
};
const PRESENT_SHARE: Readonly<Record<string, number>> = {
  errorCode: 0.1,
  errorMessage: 0.1,
  vpcEndpointId: 0.1,
  'userIdentity.invokedBy': 0.3,
  'userIdentity.userName': 0.2,
};

function shareOf(field: string, tests: readonly DemandTest[]): number {
  if (tests.some(({ kind }) => kind === 'absent')) return 1;
  const texts = OF_ORDINARY_CALLS[field];
  if (texts === undefined) {
    const isExact = tests.every(({ kind }) => kind === 'equals');
    return (PRESENT_SHARE[field] ?? 1) * (isExact ? 0.1 : 1);
  }
  const common = Object.entries(texts).filter(([text]) => tests.some((test) => testHolds(test, text)));
  return common.reduce((sum, [, share]) => sum + share, 0.01);
}

/** The value of a demanded field; null where there is none. What is no plain value must be looked at by the rule itself. */
export function gateReader(field: string): (record: JsonObject) => JsonValue {
  const segments = field.split('.');
  const [only, second] = segments;
  if (only !== undefined && second === undefined) return (record) => record[only] ?? null;
  return (record) => {
    let value: JsonValue | undefined = record;
    for (const segment of segments) {
      if (value === undefined || value === null) break;
      if (!isObject(value)) return value;
      value = value[segment];
    }
    // A key with dots counts where the path leads nowhere.
    return value ?? record[field] ?? null;
  };
}
