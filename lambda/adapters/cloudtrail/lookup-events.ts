import { type CloudTrailClient, type LookupAttribute, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { JsonObject } from '../../cloudtrail/json.ts';
import { readLookupEvent } from '../../cloudtrail/lookup-event.ts';
import { outcomeOfAwsError } from '../aws/error-outcome.ts';

/** LookupEvents takes two requests a second, for each account and region. Source: "LookupEvents", AWS CloudTrail API Reference. */
export const BETWEEN_REQUESTS_MS = 500;
/** Others may use up the rate; then each further wait is twice as long. */
const FIRST_WAIT_MS = 1_000;
const MOST_TRIES = 6;

export interface LookupPace {
  readonly sleep: (ms: number) => Promise<void>;
  /** Pages after which it ends; null: none. The newest events come first. */
  readonly mostPages: number | null;
}

export interface LookupQuery {
  readonly attribute: LookupAttribute;
  /** Milliseconds since 1970. */
  readonly since: number | null;
  readonly until: number | null;
}

/** How a search ended. What was told before a failure stands. */
export type LookupEnd =
  | { readonly kind: 'complete'; readonly pages: number }
  /** There is more than was asked for. */
  | { readonly kind: 'cut'; readonly pages: number }
  | { readonly kind: 'stopped'; readonly pages: number; readonly reason: string };

/** All records of a query, page by page within the rate. An event without a readable record is told to `complain`. */
export async function lookUpEvents(
  client: CloudTrailClient,
  query: LookupQuery,
  { sleep, mostPages }: LookupPace,
  tell: (record: JsonObject) => void,
  complain: (reason: string) => void,
): Promise<LookupEnd> {
  let token: string | undefined;
  let pages = 0;
  for (let tries = 0; ; ) {
    try {
      const answer = await client.send(new LookupEventsCommand(inputOf(query, token)));
      tries = 0;
      pages++;
      for (const { CloudTrailEvent: text } of answer.Events ?? []) {
        const read = readLookupEvent({ CloudTrailEvent: text });
        if (read.ok) tell(read.value);
        else complain(read.reason);
      }
      token = answer.NextToken;
      if (token === undefined || token === '') return { kind: 'complete', pages };
      if (mostPages !== null && pages >= mostPages) return { kind: 'cut', pages };
      await sleep(BETWEEN_REQUESTS_MS);
    } catch (thrown) {
      const outcome = outcomeOfAwsError(thrown);
      tries++;
      if (outcome.kind === 'permanent' || tries === MOST_TRIES) {
        const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
        return { kind: 'stopped', pages, reason };
      }
      await sleep(FIRST_WAIT_MS * 2 ** (tries - 1));
    }
  }
}

function inputOf({ attribute, since, until }: LookupQuery, token: string | undefined) {
  return {
    LookupAttributes: [attribute],
    MaxResults: 50,
    ...(since === null ? {} : { StartTime: new Date(since) }),
    ...(until === null ? {} : { EndTime: new Date(until) }),
    ...(token === undefined ? {} : { NextToken: token }),
  };
}
