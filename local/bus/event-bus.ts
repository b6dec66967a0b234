import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { isObject, type JsonObject, type JsonValue, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import { EVENTS_TOPIC } from '../../lambda/config/topics.ts';
import type { DerivedPattern } from '../../lambda/eventbridge/derived-pattern.ts';
import { createEdge } from '../../lambda/eventbridge/edge.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import type { BusStore, Undelivered } from './bus-store.ts';

/** What publishing some events led to. */
export interface PublishReport {
  readonly received: number;
  /** Events that no rule wants: EventBridge delivers them nowhere. */
  readonly filtered: number;
  readonly delivered: number;
  /** Events that SNS refused; in AWS they end in the rule's dead letters. */
  readonly undelivered: number;
}

/** EventBridge of every account and region: applies the derived patterns and publishes to the account's own topic. */
export interface EventBus {
  /** Whether any rule wants the event. */
  wants(event: JsonObject): boolean;
  publish(events: readonly JsonObject[]): Promise<PublishReport>;
}

export interface EventBusOptions {
  readonly patterns: readonly DerivedPattern[];
  readonly snsFor: (region: string) => SNSClient;
  readonly ensureTopic: (topicArn: string) => Promise<void>;
  readonly store: BusStore;
  /** What of the records that no pattern delivers is wanted all the same: here one bus brings both feeds. */
  readonly archive: (record: JsonObject) => boolean;
}

/** Requests to SNS at a time. */
const PUBLISH_WIDTH = 8;
const NO_ACCOUNT = '000000000000';
const NO_REGION = 'us-east-1';

/** @throws Error when a derived pattern is not one that EventBridge takes: a defect of ours */
export function createEventBus({ patterns, snsFor, ensureTopic, store, archive }: EventBusOptions): EventBus {
  const edge = createEdge(patterns);
  const wants = (event: JsonObject) => edge.deliveries(event) > 0 || archive(objectOf(event['detail']));
  const topics = new Map<string, Promise<void>>();
  const topicOf = async (event: JsonObject): Promise<{ readonly arn: string; readonly region: string }> => {
    const region = /^[a-z]{2}(-[a-z]+)+-\d$/.exec(textOf(event['region']) ?? '')?.[0] ?? NO_REGION;
    const arn = `arn:aws:sns:${region}:${textOf(event['account']) ?? NO_ACCOUNT}:${EVENTS_TOPIC}`;
    const existing = topics.get(arn) ?? ensureTopic(arn);
    topics.set(arn, existing);
    await existing;
    return { arn, region };
  };
  const deliver = async (event: JsonObject): Promise<Undelivered | null> => {
    const body = JSON.stringify(event);
    const { arn, region } = await topicOf(event);
    try {
      await snsFor(region).send(new PublishCommand({ TopicArn: arn, Message: body }));
      return null;
    } catch (cause) {
      return {
        reason: `SNS refused it: ${cause instanceof Error ? cause.message.slice(0, 300) : 'unknown'}`,
        body,
      };
    }
  };
  return {
    wants,
    publish: async (events) => {
      // The service delivers an event once for each rule that wants it; ours are disjoint, so that is once.
      const wanted = events.filter(wants);
      const failures: Undelivered[] = [];
      const waiting = wanted.values();
      const publisher = async () => {
        for (const event of waiting) {
          const failure = await deliver(event);
          if (failure !== null) failures.push(failure);
        }
      };
      await Promise.all(Array.from({ length: PUBLISH_WIDTH }, publisher));
      const report = {
        received: events.length,
        filtered: events.length - wanted.length,
        delivered: wanted.length - failures.length,
        undelivered: failures.length,
      };
      store.add({ filtered: report.filtered, undelivered: failures });
      return report;
    },
  };
}

/** A CloudTrail record or an EventBridge event as the event that EventBridge would carry; null for anything else. */
export function toEvent(value: JsonValue): JsonObject | null {
  if (!isObject(value)) return null;
  const event =
    typeof value['detail-type'] === 'string' && isObject(value['detail']) ? value : eventOf(value);
  const account = textOf(event['account']);
  if (account !== null && /^\d{12}$/.test(account)) return event;
  return { ...event, account: accountIn(event) };
}

/** The service fills in the account whose bus it is; here the record says so in one place or another. */
function accountIn(event: JsonObject): string {
  const identity = objectOf(objectOf(event['detail'])['userIdentity']);
  const arnAccount = textOf(identity['arn'])?.split(':')[4] ?? '';
  return /^\d{12}$/.test(arnAccount) ? arnAccount : NO_ACCOUNT;
}
