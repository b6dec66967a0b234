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

/** Reads everything once. */
export async function gatherEvents(items: AsyncIterable<PlayedItem>, bus: EventBus): Promise<Gathered> {
  const wanted: FoundEvent[] = [];
  const unreadable: string[] = [];
  let unwanted = 0;
  for await (const item of items) {
    if (item.kind === 'unreadable') {
      unreadable.push(item.text);
      continue;
    }
    const event = toEvent(item.record);
    if (event !== null && bus.wants(event)) wanted.push({ at: timeOf(event), event });
    else unwanted++;
  }
  return { wanted: inOrderOfTime(wanted), unwanted, unreadable };
}

/** An event as a file has it; `at` is null where it has no time. */
export interface FoundEvent {
  readonly at: number | null;
  readonly event: JsonObject;
}

/** Those of the same time stay in their order. One without a time counts as made with the first of all. */
export function inOrderOfTime(found: readonly FoundEvent[]): readonly TimedEvent[] {
  const begin = found.reduce((least, { at }) => Math.min(least, at ?? least), Number.MAX_SAFE_INTEGER);
  const unknown = begin === Number.MAX_SAFE_INTEGER ? 0 : begin;
  return found.map(({ at, event }) => ({ at: at ?? unknown, event })).sort((one, other) => one.at - other.at);
}

function timeOf(event: JsonObject): number | null {
  return readTime(objectOf(event['detail'])['eventTime']) ?? readTime(event['time']);
}
