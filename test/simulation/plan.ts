import { pick } from '../../bench/random.ts';
import type { Fault } from '../../lambda/adapters/in-memory/faults.ts';
import { START } from '../workflows/messages.ts';
import { between, chanceFor, weighted } from './chance.ts';

export const MINUTE_MS = 60_000;
export const PEOPLE = ['ana', 'bob', 'cleo'] as const;
export type PersonName = (typeof PEOPLE)[number];

/** What is to become of a message. */
export type MessageKind =
  /** A call that is only journalled. */
  | 'log'
  /** A call that its person is asked about. */
  | 'ask'
  /** A call that pages whoever made it. */
  | 'page'
  /** A call a day old: told to the security team, not asked about. */
  | 'too-late'
  /** An event in the name of an account whose topic did not send it. */
  | 'forged'
  | 'garbage';

export interface PlannedMessage {
  /** Numbers the call: its name says it in every message, page and line. */
  readonly call: number;
  /** Which of several messages about the same call. */
  readonly copy: number;
  readonly kind: MessageKind;
  readonly person: PersonName;
  /** Which of the person's origins: a key at the desk, the same key elsewhere, a session of single sign-on. */
  readonly origin: 0 | 1 | 2;
  /** When it enters the queue. */
  readonly at: number;
}

export type Vendor = 'slack' | 'duo' | 'pagerduty';

export interface Outage {
  readonly vendor: Vendor;
  readonly from: number;
  readonly until: number;
  readonly fault: Fault;
}

/** How often things go wrong by themselves; shares from 0 to 1. */
export interface Weather {
  /** Calls of a table, the journal or a queue that throw, before or after they took effect. */
  readonly failing: number;
  /** Calls of a port at which the function dies, before or after they took effect. */
  readonly dying: number;
  /** Calls of a vendor that meet a fault outside of its outages. */
  readonly vendorFaults: number;
  /** Messages the queue delivers once more while they are hidden. */
  readonly twice: number;
  /** Whether a second drain now and then runs beside the first; without a lease nothing but claims keeps them apart. */
  readonly overlap: 'no' | 'lease' | 'no-lease';
  /** Most that a function's clock is wrong by, either way. */
  readonly skewMs: number;
}

/** All that happens in a run from outside. */
export interface Plan {
  readonly seed: number;
  readonly messages: readonly PlannedMessage[];
  readonly outages: readonly Outage[];
  readonly weather: Weather;
  /** People whom Duo lets in without a push. */
  readonly bypass: readonly PersonName[];
  /** People whom Slack does not know. */
  readonly unknown: readonly PersonName[];
  /** From then on nothing goes wrong any more. */
  readonly calm: number;
}

const FAULTS: readonly Fault[] = [
  { kind: 'request-lost' },
  { kind: 'answer-lost' },
  { kind: 'garbage' },
  { kind: 'throttled', retryAfterMs: 3 * MINUTE_MS },
  { kind: 'late', ms: 4_000 },
];

/** What a vendor call may meet by itself, one after the other as likely. */
export function faultBy(random: () => number): Fault {
  return pick(random, FAULTS);
}

/** The plan of a seed. */
export function planOf(seed: number): Plan {
  const random = chanceFor(seed, 'plan');
  const storms = random() < 0.8;
  const rate = (most: number) => (storms && random() < 0.6 ? random() * most : 0);
  const chaosMs = between(random, 20, 75) * MINUTE_MS;
  const outages = outagesOf(random, chaosMs);
  const messages = messagesOf(random, chaosMs);
  const last = Math.max(...outages.map(({ until }) => until), ...messages.map(({ at }) => at));
  return {
    seed,
    messages,
    outages,
    weather: {
      failing: rate(0.03),
      dying: rate(0.02),
      vendorFaults: rate(0.3),
      twice: rate(0.5),
      overlap: weighted(random, { no: 2, lease: 1, 'no-lease': 2 }),
      skewMs: storms ? pick(random, [0, 500, 3_000]) : 0,
    },
    bypass: PEOPLE.filter(() => random() < 0.08),
    unknown: PEOPLE.filter(() => random() < 0.04),
    calm: Math.max(START + chaosMs, last),
  };
}

/** How many calls a burst may hold: a question names each kind of call, a page twenty calls. */
const BURST = 5;
const MOST_CALLS = 16;

function messagesOf(random: () => number, chaosMs: number): readonly PlannedMessage[] {
  const messages: PlannedMessage[] = [];
  let call = 0;
  for (let bursts = between(random, 1, 5); bursts > 0 && call < MOST_CALLS; bursts--) {
    const person = pick(random, PEOPLE);
    const origin = pick(random, [0, 0, 0, 0, 1, 1, 2] as const);
    const start = START + random() * chaosMs * 0.8;
    for (let calls = between(random, 1, BURST); calls > 0; calls--) {
      const kind = weighted<MessageKind>(random, {
        ask: 12,
        log: 2,
        page: 2,
        'too-late': 1,
        forged: 1,
        garbage: 2,
      });
      const at = start + random() * pick(random, [1_000, 4 * MINUTE_MS, 20 * MINUTE_MS]);
      const planned = { call, kind, person, origin, at };
      messages.push({ ...planned, copy: 0 });
      // CloudTrail and EventBridge deliver an event more than once now and then, each time as another message; of what
      // is forged every message is a forgery of its own.
      if (random() < 0.1 && kind !== 'forged')
        messages.push({ ...planned, copy: 1, at: at + random() * 30 * MINUTE_MS });
      call++;
    }
  }
  return messages;
}

const OUTAGES: readonly Fault[] = [
  { kind: 'request-lost' },
  { kind: 'answer-lost' },
  { kind: 'garbage' },
  { kind: 'throttled', retryAfterMs: 2 * MINUTE_MS },
  { kind: 'refused', reason: 'invalid_auth' },
];

function outagesOf(random: () => number, chaosMs: number): readonly Outage[] {
  const count = weighted(random, { 0: 5, 1: 3, 2: 2 });
  return Array.from({ length: Number(count) }, () => {
    const from = START + random() * chaosMs;
    const lasts = random() < 0.1 ? between(random, 2, 12) * 60 : between(random, 1, 40);
    const vendor = pick(random, ['slack', 'duo', 'pagerduty'] as const);
    return { vendor, from, until: from + lasts * MINUTE_MS, fault: pick(random, OUTAGES) };
  });
}
