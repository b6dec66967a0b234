import type { JsonObject } from '../cloudtrail/json.ts';
import { parseCall } from '../cloudtrail/parse-call.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import type { Action } from './action.ts';
import { actionOfCall } from './action-of-call.ts';
import { involvementOf } from './dossier.ts';
import type { Subject } from './subject.ts';

/** A period; null is open. Milliseconds since 1970; `until` is not part of it. */
export interface Period {
  readonly since: number | null;
  readonly until: number | null;
}

/** An action found, and what it is to the subject of that key. */
export interface Finding {
  readonly key: string;
  readonly involvement: 'made' | 'issued';
  readonly action: Action;
}

/** What a record is to each of the subjects. The call by which a key came to be counts whenever it was. */
export function sift(
  record: JsonObject,
  subjects: readonly Subject[],
  period: Period,
  networks: NetworkLookup,
): readonly Finding[] {
  const call = parseCall(record);
  return subjects.flatMap((subject): readonly Finding[] => {
    const involvement = involvementOf(subject, call);
    if (involvement === 'none' || (involvement === 'made' && !isWithin(call.eventTime, period))) return [];
    return [{ key: subject.key, involvement, action: actionOfCall(call, networks) }];
  });
}

/** A record without a time is kept unless a period was asked for. */
export function isWithin(at: number | null, { since, until }: Period): boolean {
  if (at === null) return since === null && until === null;
  return (since === null || at >= since) && (until === null || at < until);
}
