import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import { mayHoldDots } from './field-reader.ts';
import type { Demand, DemandTest, Reach } from './rule.ts';
import { testHolds } from './text-test.ts';

/** A field by which a rule is most often seen not to match. */
export interface Gate {
  readonly field: string;
  /** None of them holds where the field is absent. */
  readonly tests: readonly DemandTest[];
}

/** A gate that lets more than this share of calls through is not worth its own test. */
const MOST_PASSING = 0.5;

/** Gates of which one at least is open where the rule matches; null: the rule demands nothing that most calls have not. */
export function gatesOf(reaches: readonly Reach[]): readonly Gate[] | null {
  const gates = reaches.map(({ demands }) => narrowestOf(demands));
  return gates.every((gate) => gate !== null) ? gates : null;
}

function narrowestOf(demands: readonly Demand[]): Gate | null {
  let best: Gate | null = null;
  let least = MOST_PASSING;
  for (const demand of demands) {
    const share = shareOf(demand);
    if (share >= least) continue;
    best = demand;
    least = share;
  }
  return best;
}

const SHARE_OF_A_TEXT = 0.1;

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

function shareOf({ field, tests }: Demand): number {
  if (tests.some(({ kind }) => kind === 'absent')) return 1;
  const texts = OF_ORDINARY_CALLS[field];
  if (texts === undefined) {
    const isLoose = tests.some(({ kind }) => kind === 'present' || kind === 'other');
    return (PRESENT_SHARE[field] ?? 1) * (isLoose ? 1 : SHARE_OF_A_TEXT);
  }
  const common = Object.entries(texts).filter(([text]) => tests.some((test) => testHolds(test, text)));
  return common.reduce((sum, [, share]) => sum + share, 0.01);
}

/**
 * The value of a demanded field; null where there is none. What is no plain value must be looked at by the rule itself.
 * Every call of a trail passes here: a field that is not there is the dearest to look for, so it is looked for once.
 */
export function gateReader(field: string): (record: JsonObject) => JsonValue {
  const segments = field.split('.');
  const [first = '', second] = segments;
  if (second === undefined) return (record) => record[first] ?? null;
  const rest = segments.slice(1);
  const dotted = mayHoldDots(first);
  return (record) => {
    let value: JsonValue | undefined = record[first];
    for (const segment of rest) {
      if (value === undefined || value === null) break;
      if (!isObject(value)) return value;
      value = value[segment] ?? (dotted ? DOTTED : undefined);
    }
    return value ?? null;
  };
}

/** Stands for whatever a key with dots may hold: the rule itself looks. */
const DOTTED: JsonObject = {};
