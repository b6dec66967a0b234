import { createInMemoryCallLedger } from '../../lambda/adapters/in-memory/call-ledger.ts';
import { createInMemoryCaseStore } from '../../lambda/adapters/in-memory/case-store.ts';
import { createInMemoryChat, type InMemoryMessage } from '../../lambda/adapters/in-memory/chat.ts';
import { createInMemoryCredentialLineage } from '../../lambda/adapters/in-memory/credential-lineage.ts';
import type { Fault } from '../../lambda/adapters/in-memory/faults.ts';
import { createInMemoryJournal } from '../../lambda/adapters/in-memory/journal.ts';
import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { createInMemoryPager } from '../../lambda/adapters/in-memory/pager.ts';
import { createInMemoryQuarantine } from '../../lambda/adapters/in-memory/quarantine.ts';
import { createInMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import { createInMemorySecondFactor } from '../../lambda/adapters/in-memory/second-factor.ts';
import { createInMemorySubscriptions } from '../../lambda/adapters/in-memory/subscriptions.ts';
import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import type { Case, Question } from '../../lambda/cases/case.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Config } from '../../lambda/config/config.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { NO_NETWORKS } from '../../lambda/facts/networks/address-network.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { CallMark } from '../../lambda/ports/call-ledger.ts';
import type { PushStatus } from '../../lambda/ports/second-factor.ts';
import { drain } from '../../lambda/workflows/drain.ts';
import type { DrainPorts, DrainReport } from '../../lambda/workflows/drain-ports.ts';
import { type InvestigatePorts, investigateIncident } from '../../lambda/workflows/investigate-incident.ts';
import { type Click, takeAnswer } from '../../lambda/workflows/take-answer.ts';
import { verify } from '../../lambda/workflows/verify.ts';
import { movableClock } from '../contracts/outage.ts';
import { type Crashes, createCrashes } from './crashes.ts';
import { messageOf, START } from './messages.ts';
import { CATALOGUE } from './rules.ts';

export const MINUTE_MS = 60_000;
/** Longer than a drain runs, shorter than the time between two drains of a test. */
const HIDDEN_MS = 100_000;
const DRAIN_MS = 110_000;
const VERIFY_MS = 90_000;

export type Vendor = 'slack' | 'duo' | 'pagerduty';

export interface WorldOptions {
  readonly config?: Partial<Config>;
  readonly crashes?: Crashes;
  readonly deliversTwice?: (body: string) => boolean;
  /** Slack id of an e-mail address; null: nobody. */
  readonly directory?: (email: string) => string | null;
  readonly unusable?: (person: string) => string | null;
}

export const userOf = (email: string) => `U${email.split('@')[0]?.toUpperCase()}`;

/** The whole pipeline on in-memory adapters, with a clock that only the test and waiting move. */
export function createWorld(options: WorldOptions = {}) {
  const clock = movableClock(START);
  const crashes = options.crashes ?? createCrashes({ at: 0, how: 'dies-before' });
  const config: Config = {
    ...DEFAULT_CONFIG,
    slack: { securityChannel: 'C0SECURITY' },
    ...options.config,
  };
  const faults = new Map<Vendor, (operation: string) => Fault | null>();
  const faultsOf = (vendor: Vendor) => (operation: string) => faults.get(vendor)?.(operation) ?? null;
  let whileWaiting: () => void = () => {};
  const wait = async (ms: number) => {
    whileWaiting();
    clock.advance(ms);
  };
  const queueOf = (deliversTwice?: (body: string) => boolean) =>
    createInMemoryQueue({ clock, visibilityMs: HIDDEN_MS, ...(deliversTwice && { deliversTwice }) });
  const queue = queueOf(options.deliversTwice);
  const verifyQueue = queueOf();
  const investigateQueue = queueOf();
  const cases = createInMemoryCaseStore();
  const journal = createInMemoryJournal();
  const quarantine = createInMemoryQuarantine();
  const subscriptions = createInMemorySubscriptions();
  const metrics = createInMemoryMetrics();
  const chat = createInMemoryChat({
    clock,
    directory: options.directory ?? userOf,
    faults: faultsOf('slack'),
  });
  const secondFactor = createInMemorySecondFactor({
    clock,
    wait,
    faults: faultsOf('duo'),
    ...(options.unusable && { unusable: options.unusable }),
  });
  const pager = createInMemoryPager({ faults: faultsOf('pagerduty') });

  const ledger = createInMemoryCallLedger();
  let unmarked: string | null = null;
  const forgetful = {
    ...ledger,
    settle: async (marks: readonly CallMark[]) => {
      if (marks.some(({ key, settled }) => settled && key.endsWith(`/${unmarked}`))) {
        unmarked = null;
        throw new Error('the table is away');
      }
      await ledger.settle(marks);
    },
  };
  let lost: string | null = null;
  const losing = {
    ...journal,
    append: async (entries: readonly JournalEntry[]) => {
      if (entries.some(({ kind, data }) => kind === 'delivery' && data['effect'] === lost)) {
        lost = null;
        throw new Error('the journal is away');
      }
      await journal.append(entries);
    },
  };

  const memory = crashes.around(createInMemoryMemory(clock));
  const ports: DrainPorts = {
    queue: crashes.around(queue),
    verifyQueue: crashes.around(verifyQueue),
    investigateQueue: crashes.around(investigateQueue),
    cases: crashes.around(cases),
    ledger: crashes.around(forgetful),
    journal: crashes.around(losing),
    quarantine: crashes.around(quarantine),
    subscriptions: crashes.around(subscriptions),
    lineage: crashes.around(createInMemoryCredentialLineage(clock)),
    correlations: {
      watch: watchOf(CATALOGUE, ['edge', 'archive']),
      memory,
    },
    memory,
    chat: crashes.around(chat),
    secondFactor: crashes.around(secondFactor),
    pager: crashes.around(pager),
    metrics,
    clock,
    random: () => 0.42,
    sleep: wait,
    verification: config.verification,
    securityChannel: config.slack.securityChannel,
    lastWaitSeconds: 0,
    catalogue: CATALOGUE,
    config,
  };

  const investigation = {
    // A crash is put into promises, not into what is read bit by bit.
    journal: { ...losing, append: (entries: readonly JournalEntry[]) => ports.journal.append(entries) },
    networks: NO_NETWORKS,
    lookup: null,
    trailLogs: null,
    trailOf: () => null,
    within: inTime,
  };

  const remaining = (ms: number) => {
    const until = clock.now() + ms;
    return () => until - clock.now();
  };

  const world = {
    clock,
    ports,
    subscriptions,
    metrics,
    /** Puts bodies into the queue. */
    deliver: async (...bodies: readonly string[]): Promise<void> => {
      for (const body of bodies) await queue.send(body);
    },
    deliverCalls: (...calls: readonly JsonObject[]) => world.deliver(...calls.map(messageOf)),
    drain: (): Promise<DrainReport> => drain(ports, remaining(DRAIN_MS)),
    drainWith: (other: Partial<DrainPorts>): Promise<DrainReport> =>
      drain({ ...ports, ...other }, remaining(DRAIN_MS)),
    /** What the verify function does with all that waits for it. */
    work: (): Promise<void> => world.workWith({}),
    workWith: async (other: Partial<DrainPorts>): Promise<void> => {
      for (let batch = await verifyQueue.receive(0); batch.length > 0; batch = await verifyQueue.receive(0)) {
        for (const { body, receipt } of batch) {
          await verify({ ...ports, ...other }, body, remaining(VERIFY_MS));
          await verifyQueue.remove([receipt]);
        }
      }
    },
    /** What the investigate function does with all that waits for it. */
    investigate: async (other: Partial<InvestigatePorts> = {}): Promise<void> => {
      for (const { body, receipt } of await investigateQueue.receive(0)) {
        await world.investigateMessage(body, other);
        await investigateQueue.remove([receipt]);
      }
    },
    investigateMessage: (body: string, other: Partial<InvestigatePorts> = {}) =>
      investigateIncident({ ...ports, ...investigation, ...other }, body, remaining(VERIFY_MS)),
    /** Time passes, then a drain and the pushes it left. */
    later: async (ms: number): Promise<DrainReport> => {
      clock.advance(ms);
      const report = await world.drain();
      await world.work();
      return report;
    },
    /** A new process after a crash. */
    revive: (): void => crashes.revive(),
    /** The next time an effect of this kind is done, that is not written down. */
    loseDelivery: (effect: string): void => {
      lost = effect;
    },
    /** The next time a call is marked as being in its case, that is not written down. */
    loseMark: (eventID: string): void => {
      unmarked = eventID;
    },
    /** From now on this is what calls of a vendor meet. */
    outage: (vendor: Vendor, fault: Fault | null | ((operation: string) => Fault | null)): void => {
      faults.set(vendor, typeof fault === 'function' ? fault : () => fault);
    },
    /** What the person does while a push waits. */
    onPush: (status: PushStatus | null): void => {
      whileWaiting = () => {
        const waiting = secondFactor.pushes().find((push) => push.status.kind === 'waiting');
        if (waiting && status) secondFactor.respond(waiting.txid, status);
      };
    },
    answerPush: (txid: string, status: PushStatus) => secondFactor.respond(txid, status),
    /** What happens each time somebody waits. */
    duringWait: (act: () => void): void => {
      whileWaiting = act;
    },
    /** A press on a button of a message, and all that follows at once. */
    click: async (action: Click['action'], message: InMemoryMessage, user = message.user): Promise<void> => {
      await world.press(action, message, user);
      await world.work();
    },
    press: async (action: Click['action'], message: InMemoryMessage, user = message.user): Promise<void> => {
      const value = buttonOf(message, action);
      if (value === null) throw new Error(`no button ${action} in: ${message.text}`);
      await takeAnswer(ports, { action, value, user: user ?? 'U0NOBODY', channel: message.channel });
    },
    messages: () => chat.messages().filter((message) => message.kind === 'message'),
    whispers: () => chat.messages().filter((message) => message.kind === 'whisper'),
    /** Questions in direct messages, oldest first. */
    asked: () => chat.messages().filter((message) => message.user !== null && message.kind === 'message'),
    /** What the app's home shows a user. */
    home: (user: string) => chat.home(user),
    pushes: () => secondFactor.pushes(),
    incidents: () => pager.incidents(),
    cases: (): Promise<readonly Case[]> => gather(cases.list()),
    questions: async (): Promise<readonly Question[]> =>
      (await world.cases()).filter((item) => item.kind === 'question'),
    journal: (): Promise<readonly JournalEntry[]> => gather(journal.read(0, Number.MAX_SAFE_INTEGER)),
    quarantined: async () => gather(quarantine.list()),
    /** How many messages are in the queue, hidden or not. */
    left: async (): Promise<number> => {
      clock.advance(HIDDEN_MS);
      const batches = [];
      for (let batch = await queue.receive(0); batch.length > 0; batch = await queue.receive(0)) {
        batches.push(...batch);
      }
      clock.advance(HIDDEN_MS);
      return batches.length;
    },
  };
  return world;
}

export type World = ReturnType<typeof createWorld>;

/** What a message's button carries; null when it has no such button. */
export function buttonOf(message: InMemoryMessage, action: string): string | null {
  const buttons = message.blocks.flatMap((block) => listOf(block['elements']).map(objectOf));
  return textOf(buttons.find((button) => button['action_id'] === `countersign.${action}`)?.['value']);
}

/** What comes at all comes in time. */
const inTime = <T>(_ms: number, value: Promise<T>): Promise<T | null> => value;

export async function gather<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`${list.length} instead of one`);
  return first;
}
