import { readTime } from '../../lambda/cloudtrail/event-time.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { objectOf } from '../../lambda/cloudtrail/json.ts';
import { type EventBus, toEvent } from '../bus/event-bus.ts';

/** One thing found in the files: a CloudTrail record, or something that is none. */
export type PlayedItem =
  | { readonly kind: 'record'; readonly record: JsonObject }
  | { readonly kind: 'unreadable'; readonly text: string };

export interface TimedEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: JsonObject;
}

/** What the files hold, as far as the pipeline sees it. */
export interface Gathered {
  /** Events that a rule wants, in order of their times. */
  readonly wanted: readonly TimedEvent[];
  /** Events that no rule wants. They are counted and not kept: most of a trail is of this kind. */
  readonly unwanted: number;
  readonly unreadable: readonly string[];
}

/** Reads everything once. A record without a time counts as made with the one before it. */
export async function gatherEvents(items: AsyncIterable<PlayedItem>, bus: EventBus): Promise<Gathered> {
  const wanted: TimedEvent[] = [];
  const unreadable: string[] = [];
  let unwanted = 0;
  let last = 0;
  for await (const item of items) {
    if (item.kind === 'unreadable') {
      unreadable.push(item.text);
      continue;
    }
    last = readTime(item.record['eventTime']) ?? last;
    const event = toEvent(item.record);
    if (event !== null && bus.wants(event)) wanted.push({ at: timeOf(event) ?? last, event });
    else unwanted++;
  }
  wanted.sort((a, b) => a.at - b.at);
  return { wanted, unwanted, unreadable };
}

function timeOf(event: JsonObject): number | null {
  return readTime(objectOf(event['detail'])['eventTime']) ?? readTime(event['time']);
}
