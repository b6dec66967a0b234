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

type GateReader = (record: JsonObject) => JsonValue;

/**
 * The fields that rules about calls of any name hang on. Every call of a trail passes here, and a field that is named
 * where it is read is read several times faster than one that is looked up by a variable.
 */
const READERS: Readonly<Record<string, GateReader>> = {
  errorCode: (record) => record['errorCode'] ?? null,
  eventType: (record) => record['eventType'] ?? null,
  'userIdentity.type': (record) => {
    const identity = record['userIdentity'] ?? null;
    return isObject(identity) ? (identity['type'] ?? null) : identity;
  },
  'userIdentity.userName': (record) => {
    const identity = record['userIdentity'] ?? null;
    return isObject(identity) ? (identity['userName'] ?? null) : identity;
  },
  'userIdentity.sessionContext.sessionIssuer.userName': (record) => {
    const identity = record['userIdentity'] ?? null;
    if (!isObject(identity)) return identity;
    const session = identity['sessionContext'] ?? null;
    if (!isObject(session)) return session;
    const issuer = session['sessionIssuer'] ?? null;
    return isObject(issuer) ? (issuer['userName'] ?? null) : issuer;
  },
};

/** The value of a demanded field; null where there is none. What is no plain value must be looked at by the rule itself. */
export function gateReader(field: string): GateReader {
  return (Object.hasOwn(READERS, field) ? READERS[field] : undefined) ?? anyGateReader(field);
}

function anyGateReader(field: string): GateReader {
  const segments = field.split('.');
  const [first = ''] = segments;
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
