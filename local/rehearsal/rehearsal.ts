import { createInMemoryCallLedger } from '../../lambda/adapters/in-memory/call-ledger.ts';
import { createInMemoryCaseStore } from '../../lambda/adapters/in-memory/case-store.ts';
import { createInMemoryCredentialLineage } from '../../lambda/adapters/in-memory/credential-lineage.ts';
import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { createInMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import { createInMemorySecondFactor } from '../../lambda/adapters/in-memory/second-factor.ts';
import { createInMemorySubscriptions } from '../../lambda/adapters/in-memory/subscriptions.ts';
import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import type { Config } from '../../lambda/config/config.ts';
import type { NetworkLookup } from '../../lambda/facts/networks/address-network.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import { delivered } from '../../lambda/ports/outcome.ts';
import { type Catalogue, ofFeeds } from '../../lambda/sigma/catalogue.ts';
import type { Feed } from '../../lambda/sigma/rule.ts';
import { drain } from '../../lambda/workflows/drain.ts';
import type { DrainPorts } from '../../lambda/workflows/drain-ports.ts';
import { takeAnswer } from '../../lambda/workflows/take-answer.ts';
import { verify } from '../../lambda/workflows/verify.ts';
import type { Stage } from '../playback/stage.ts';
import type { RunClock } from '../run-clock.ts';
import { buttonIn, createQuickChat } from './quick-chat.ts';
import { snsBody } from './sns-body.ts';

export interface RehearsalOptions {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly networks: NetworkLookup;
  readonly clock: RunClock;
  /** Whose correlations are watched. */
  readonly feeds: readonly Feed[];
  /** Told of every entry once; the journal keeps none. */
  readonly journalled: (entry: JournalEntry) => void;
}

/** A deployment in which everything is in memory: the workflows are the deployed ones, what they write to is not. */
export interface Rehearsal {
  readonly stage: Stage;
  readonly cases: CaseStore;
}

const HIDDEN_MS = 100_000;
/** As long as it takes: here nobody waits for a function. */
const NO_LIMIT = () => Number.MAX_SAFE_INTEGER;

export function createRehearsal(options: RehearsalOptions): Rehearsal {
  const { clock, config } = options;
  let messages = 0;
  const newId = (): string => {
    messages += 1;
    return `m-${messages}`;
  };
  const queueOf = () => createInMemoryQueue({ clock, visibilityMs: HIDDEN_MS, newId });
  const [queue, verifyQueue] = [queueOf(), queueOf()];
  const chat = createQuickChat();
  const approveAll = async (): Promise<void> => {
    for (const push of secondFactor.pushes()) {
      if (push.status.kind === 'waiting') secondFactor.respond(push.txid, { kind: 'approved' });
    }
  };
  const secondFactor = createInMemorySecondFactor({ clock, wait: approveAll });
  const ports: DrainPorts = {
    queue,
    verifyQueue,
    investigateQueue: { send: async () => undefined },
    cases: createInMemoryCaseStore(),
    ledger: createInMemoryCallLedger(),
    lineage: createInMemoryCredentialLineage(clock),
    correlations: {
      watch: watchOf(options.catalogue, options.feeds),
      memory: createInMemoryMemory(clock),
    },
    journal: tellingJournal(options.journalled),
    quarantine: { put: async () => undefined, list: async function* () {} },
    subscriptions: createInMemorySubscriptions(),
    metrics: { publish: async () => 0 },
    chat,
    secondFactor,
    memory: createInMemoryMemory(clock),
    pager: { trigger: async () => delivered(undefined), resolve: async () => delivered(undefined) },
    clock,
    random: () => 0.5,
    sleep: async (ms) => clock.advance(ms),
    verification: config.verification,
    securityChannel: config.slack.securityChannel,
    lastWaitSeconds: 0,
    catalogue: ofFeeds(options.catalogue, options.feeds),
    networks: options.networks,
    config,
  };
  const workOff = async (): Promise<void> => {
    for (let batch = await verifyQueue.receive(0); batch.length > 0; batch = await verifyQueue.receive(0)) {
      for (const { body, receipt } of batch) {
        await verify(ports, body, NO_LIMIT);
        await verifyQueue.remove([receipt]);
      }
    }
  };
  const stage: Stage = {
    clock,
    pass: () => undefined,
    enqueue: (body) => queue.send(body),
    publish: async (events) => {
      for (const event of events) await queue.send(snsBody(event, newId()));
    },
    drain: async () => {
      await drain(ports, NO_LIMIT);
      await workOff();
    },
    nextDue: async () => (await ports.cases.due(Number.MAX_SAFE_INTEGER, 1))[0]?.dueAt ?? null,
    tick: () => undefined,
    openQuestions: () =>
      chat
        .open()
        .filter(({ blocks }) => buttonIn(blocks, '.yes') !== null)
        .map(({ at, user }) => ({ id: `${at.channel}/${at.ts}`, user })),
    waitingPushes: () => [],
    click: async (messageId, answer, user) => {
      const message = chat.open().find(({ at }) => `${at.channel}/${at.ts}` === messageId);
      const value = message === undefined ? null : buttonIn(message.blocks, `.${answer}`);
      if (message === undefined || value === null) return;
      await takeAnswer(ports, { action: answer, value, user, channel: message.at.channel });
      await workOff();
    },
    approve: async () => undefined,
  };
  return { stage, cases: ports.cases };
}

function tellingJournal(journalled: (entry: JournalEntry) => void): DrainPorts['journal'] {
  return {
    append: async (entries) => {
      for (const entry of entries) journalled(entry);
    },
    find: async () => [],
    read: async function* () {},
    ofCredential: async function* () {},
  };
}
