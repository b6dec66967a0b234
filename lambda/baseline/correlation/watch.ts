import { createHash } from 'node:crypto';
import type { ApiCall } from '../../cloudtrail/api-call.ts';
import type { JsonObject } from '../../cloudtrail/json.ts';
import type { FactReader } from '../../facts/facts.ts';
import type { Catalogue } from '../../sigma/catalogue.ts';
import type { Correlation } from '../../sigma/correlation.ts';
import { fieldReader, textOfValue } from '../../sigma/field-reader.ts';
import { numberOf } from '../../sigma/field-values.ts';
import type { Feed } from '../../sigma/rule.ts';
import { createMatcher } from '../../sigma/rule-matcher.ts';
import type { NewCall } from './add-calls.ts';
import { wordsOf } from './words-of-call.ts';

/** A call that counts for a correlation, and the group it counts in. */
export interface Sighting {
  readonly correlation: Correlation;
  /** What the memory knows the group by. */
  readonly key: string;
  /** The values of `group-by`, for people. */
  readonly group: readonly string[];
  readonly call: NewCall;
}

/** What correlations want to know of calls. */
export interface Watch {
  /** Those that name only rules, then those that name these too, and so on. */
  readonly levels: readonly (readonly Correlation[])[];
  /** Whether it is worth asking about a record. */
  concerns(record: JsonObject): boolean;
  /** Whether it is worth asking about a call of this service and name. */
  asksFor(eventSource: string, eventName: string): boolean;
  /** What a call counts for. */
  sightings(call: ApiCall, facts: FactReader, now: number): readonly Sighting[];
  /** What a call counts for that made this correlation hold. */
  sightingsOf(fired: Correlation, call: ApiCall, facts: FactReader, now: number): readonly Sighting[];
}

/** A reader of a field's first value as text. */
type TextReader = (record: JsonObject, facts: FactReader) => string | null;

interface Wanted {
  readonly correlation: Correlation;
  /** Place in `Correlation.rules`. */
  readonly rule: number;
  readonly groupBy: readonly TextReader[];
  readonly values: readonly TextReader[];
}

/** A correlation is watched in one feed, so that no call counts twice: in the archive's if any of its rules needs that. */
export function feedOf(
  correlation: Correlation,
  { rules, correlations }: Pick<Catalogue, 'rules' | 'correlations'>,
): Feed {
  const ids = new Set(Object.values(correlation.ruleIds).flat());
  const needsArchive =
    correlation.details.feed === 'archive' ||
    rules.some(({ match, details }) => ids.has(match.ruleId) && details.feed === 'archive') ||
    correlations.some((one) => ids.has(one.ruleId) && feedOf(one, { rules, correlations }) === 'archive');
  return needsArchive ? 'archive' : 'edge';
}

/** @param feeds whose correlations are watched here */
export function watchOf(catalogue: Pick<Catalogue, 'rules' | 'correlations'>, feeds: readonly Feed[]): Watch {
  const levels = levelsOf(catalogue.correlations.filter((one) => feeds.includes(feedOf(one, catalogue))));
  const wanted = new Map<string, Wanted[]>();
  for (const correlation of levels.flat()) {
    for (const [rule, name] of correlation.rules.entries()) {
      const want = wantedOf(correlation, rule, name);
      for (const ruleId of correlation.ruleIds[name] ?? []) {
        wanted.set(ruleId, [...(wanted.get(ruleId) ?? []), want]);
      }
    }
  }
  const matcher = createMatcher(catalogue.rules.filter(({ match }) => wanted.has(match.ruleId)));
  const sightingsOf = (ruleId: string, call: ApiCall, facts: FactReader, now: number) =>
    (wanted.get(ruleId) ?? []).flatMap((want) => sighting(want, call, facts, now) ?? []);
  return {
    levels,
    asksFor: (eventSource, eventName) => matcher.candidates(eventSource, eventName).length > 0,
    concerns: (record) => matcher.mayMatch(record).length > 0,
    sightings: (call, facts, now) =>
      matcher.match(call.record, facts).flatMap(({ ruleId }) => sightingsOf(ruleId, call, facts, now)),
    sightingsOf: ({ ruleId }, call, facts, now) => sightingsOf(ruleId, call, facts, now),
  };
}

function levelsOf(correlations: readonly Correlation[]): readonly (readonly Correlation[])[] {
  const depthOf = (one: Correlation): number => {
    const named = new Set(Object.values(one.ruleIds).flat());
    const below = correlations.filter(({ ruleId }) => named.has(ruleId));
    return 1 + Math.max(0, ...below.map(depthOf));
  };
  const levels = Map.groupBy(correlations, depthOf);
  return [...levels].sort(([a], [b]) => a - b).map(([, level]) => level);
}

function wantedOf(correlation: Correlation, rule: number, name: string): Wanted {
  const { groupBy, aliases, condition } = correlation;
  const fieldOf = (field: string) => aliases[field]?.[name] ?? field;
  return {
    correlation,
    rule,
    groupBy: groupBy.map((field) => textReader(fieldOf(field))),
    values: condition.kind === 'figure' ? condition.fields.map((field) => textReader(fieldOf(field))) : [],
  };
}

/** Null for a call without one of the fields: it belongs to no group, or has nothing to count. */
function sighting(
  { correlation, rule, groupBy, values }: Wanted,
  call: ApiCall,
  facts: FactReader,
  now: number,
): Sighting | null {
  const group = groupBy.flatMap((read) => read(call.record, facts) ?? []);
  const found = values.flatMap((read) => read(call.record, facts) ?? []);
  if (group.length < groupBy.length || found.length < values.length) return null;
  const value = countedValue(correlation, found);
  if (value === undefined) return null;
  const id = call.sharedEventID ?? `${call.account}/${call.originalEventID ?? call.eventID}`;
  // A time to come, which no call can have, would make all others old.
  const at = Math.min(call.eventTime ?? now, now);
  return {
    correlation,
    key: `correlation/${correlation.ruleId}/${digest(JSON.stringify(group), 24)}`,
    group,
    call: { at, id: digest(id, 10), rule, value, words: wordsOf(call) },
  };
}

/** Undefined: what should be a number is none. */
function countedValue({ condition }: Correlation, found: readonly string[]): NewCall['value'] | undefined {
  if (condition.kind !== 'figure' || condition.type === 'event_count') return null;
  if (condition.type === 'value_count') return digest(JSON.stringify(found), 8);
  return numberOf(found[0] ?? '') ?? undefined;
}

function textReader(field: string): TextReader {
  const read = fieldReader(field);
  return (record, facts) => {
    let text: string | null = null;
    read(record, facts, (value) => {
      text = textOfValue(value);
      return text !== null;
    });
    return text;
  };
}

/** Characters of 6 bits each; ten are 60 bits, which a group's thousand calls do not share by chance. */
function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length);
}
