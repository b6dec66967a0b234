import { setTimeout as sleep } from 'node:timers/promises';
import { createTableClient } from '../../lambda/adapters/dynamodb/client.ts';
import { REPOSITORY_NETWORKS } from '../../lambda/adapters/geoip/repository-file.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { createSnsClientFor } from '../../lambda/adapters/sns/subscriptions.ts';
import { createSqsClient } from '../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../lambda/adapters/sqs/queue.ts';
import { composeDrain } from '../../lambda/composition/compose-drain.ts';
import { composeInvestigate } from '../../lambda/composition/compose-investigate.ts';
import { composePagerDuty } from '../../lambda/composition/compose-pagerduty.ts';
import { composeSlack } from '../../lambda/composition/compose-slack.ts';
import { composeVerify } from '../../lambda/composition/compose-verify.ts';
import type { Runtime } from '../../lambda/composition/runtime.ts';
import type { Deployment } from '../../lambda/deployment.ts';
import { ENVIRONMENT } from '../../lambda/environment.ts';
import { memberPatterns } from '../../lambda/eventbridge/member-patterns.ts';
import { drainHandler } from '../../lambda/handlers/drain.ts';
import { investigateHandler } from '../../lambda/handlers/investigate.ts';
import { pagerDutyHandler } from '../../lambda/handlers/pagerduty.ts';
import { slackHandler } from '../../lambda/handlers/slack.ts';
import { verifyHandler } from '../../lambda/handlers/verify.ts';
import { readMessage } from '../../lambda/intake/read-message.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import type { Journal } from '../../lambda/ports/journal.ts';
import type { Quarantine } from '../../lambda/ports/quarantine.ts';
import type { Feed } from '../../lambda/sigma/rule.ts';
import type { DrainReport } from '../../lambda/workflows/drain-ports.ts';
import { archiveWants } from '../bus/archive-wants.ts';
import { type BusStore, createBusStore } from '../bus/bus-store.ts';
import { createEventBus, type EventBus } from '../bus/event-bus.ts';
import type { RunClock } from '../run-clock.ts';
import { createTables, LOCAL_TABLES } from '../servers/create-tables.ts';
import { type QueueWorker, startQueueWorker } from './queue-worker.ts';
import { type Servers, startServers } from './servers.ts';
import { LOCAL_SECRETS, LOCAL_SECURITY_CHANNEL, LOCAL_VENDORS, localSecrets } from './vendor-settings.ts';
import { createVendors, type Vendors } from './vendors.ts';

/** The whole of Countersign on one machine: the deployed functions between embedded servers and stand-ins. */
export interface Pipeline {
  readonly clock: RunClock;
  readonly bus: EventBus;
  readonly busStore: BusStore;
  readonly vendors: Vendors;
  readonly worker: QueueWorker;
  readonly investigator: QueueWorker;
  readonly cases: CaseStore;
  /** Where the embedded tables are reached, as by `countersign cases --local`. */
  readonly tableEndpoint: string;
  readonly journal: Journal;
  readonly quarantine: Quarantine;
  /** Puts a body into the central queue as it is. */
  enqueue(body: string): Promise<void>;
  /** Records that ever came, wanted by a rule or not; also in earlier runs on the same data. */
  received(): Promise<number>;
  /** One scheduled run; runs do not overlap. */
  drain(): Promise<DrainReport>;
  /** Moves the clock ahead, between two drains. */
  advance(ms: number): Promise<void>;
  slack: ReturnType<typeof slackHandler>;
  pagerDuty: ReturnType<typeof pagerDutyHandler>;
  close(): Promise<void>;
}

export interface PipelineOptions {
  readonly deployment: Deployment;
  /** What brings calls: here one bus brings both feeds. */
  readonly feeds: readonly Feed[];
  readonly clock: RunClock;
  /** Where the state survives a restart; null: in memory. */
  readonly dataDir: string | null;
}

/** As the deployed drain's time-out; a local queue is soon empty. */
const DRAIN_MS = 10 * 60_000;
/** How long a run that ends waits for what is at work. */
const CLOSING_MS = 2_000;

export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const servers = await startServers(options.dataDir);
  try {
    return await assemble(servers, options);
  } catch (cause) {
    await servers.close();
    throw cause;
  }
}

async function assemble(
  servers: Servers,
  { deployment, feeds, clock, dataDir }: PipelineOptions,
): Promise<Pipeline> {
  const { queues, tables } = servers;
  const tableClient = createTableClient(tables.place);
  await createTables(tableClient);
  const duoHost = deployment.config.duo.host ?? LOCAL_VENDORS.duo.host;
  const securityChannel = deployment.config.slack.securityChannel ?? LOCAL_SECURITY_CHANNEL;
  const config = {
    ...deployment.config,
    duo: { ...deployment.config.duo, host: duoHost },
    slack: { securityChannel },
  };
  const vendors = createVendors(clock, dataDir, duoHost);
  const runtime: Runtime = {
    environment: {
      [ENVIRONMENT.queueUrl]: queues.urls.events,
      [ENVIRONMENT.verifyQueueUrl]: queues.urls.verify,
      [ENVIRONMENT.investigateQueueUrl]: queues.urls.investigate,
      [ENVIRONMENT.stateTable]: LOCAL_TABLES.state,
      [ENVIRONMENT.journalTable]: LOCAL_TABLES.journal,
      [ENVIRONMENT.slackSigningSecret]: LOCAL_SECRETS.slackSigning,
      [ENVIRONMENT.slackTokenSecret]: LOCAL_SECRETS.slackToken,
      [ENVIRONMENT.duoSecret]: LOCAL_SECRETS.duo,
      [ENVIRONMENT.pagerDutySecret]: LOCAL_SECRETS.pagerDuty,
      [ENVIRONMENT.pagerDutyWebhookSecret]: LOCAL_SECRETS.pagerDutyWebhook,
      [ENVIRONMENT.networksFile]: REPOSITORY_NETWORKS,
    },
    clock,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    fetch: vendors.fetch,
    secrets: localSecrets(),
    places: { sqs: queues.place, sns: queues.place, dynamodb: tables.place },
  };
  const drainPorts = {
    ...composeDrain(
      runtime,
      { ...deployment, config },
      { metrics: createInMemoryMetrics(), lastWaitSeconds: 0, feeds },
    ),
    // Drains here take turns anyway, and the lease of a run that was killed would hold up the next.
    lease: undefined,
  };
  const verifyPorts = composeVerify(runtime, config);
  const slackPorts = composeSlack(runtime);
  const pagerDutyPorts = composePagerDuty(runtime);
  const verifyQueue = createSqsQueue({ client: createSqsClient(queues.place), queueUrl: queues.urls.verify });
  const worker = startQueueWorker(
    verifyQueue,
    verifyHandler(() => verifyPorts),
  );
  const investigatePorts = composeInvestigate(runtime, config);
  const investigator = startQueueWorker(
    createSqsQueue({ client: createSqsClient(queues.place), queueUrl: queues.urls.investigate }),
    investigateHandler(() => investigatePorts),
  );
  const busStore = createBusStore(dataDir);
  const patterns = memberPatterns(drainPorts.catalogue.rules).global;
  const { region: _region, ...anyRegion } = queues.place;
  const snsFor = createSnsClientFor(anyRegion);
  const bus = createEventBus({
    patterns,
    snsFor,
    ensureTopic: queues.ensureTopic,
    store: busStore,
    archive: feeds.includes('archive')
      ? archiveWants(drainPorts.catalogue, drainPorts.correlations?.watch)
      : () => false,
  });
  const runDrain = drainHandler(
    () => drainPorts,
    () => undefined,
  );
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    clock,
    bus,
    busStore,
    vendors,
    worker,
    investigator,
    cases: drainPorts.cases,
    tableEndpoint: tables.endpoint,
    journal: drainPorts.journal,
    quarantine: drainPorts.quarantine,
    enqueue: async (body) => {
      const companions = readMessage(body).length - 1;
      if (companions > 0) busStore.add({ companions });
      await queues.put('events', body);
    },
    received: async () => {
      const { filtered, companions, undelivered } = busStore.counts();
      return (await queues.arrived()) + filtered + companions + undelivered.length;
    },
    drain: () =>
      inTurn(() => {
        const until = performance.now() + DRAIN_MS;
        return runDrain({}, { getRemainingTimeInMillis: () => until - performance.now() });
      }),
    advance: (ms) =>
      inTurn(() => {
        clock.advance(ms);
        vendors.duo.tick();
        vendors.keep();
      }),
    slack: slackHandler(() => slackPorts),
    pagerDuty: pagerDutyHandler(() => pagerDutyPorts),
    close: async () => {
      await Promise.race([last, sleep(CLOSING_MS, undefined, { ref: false })]);
      await Promise.all([worker.close(CLOSING_MS), investigator.close(CLOSING_MS)]);
      await servers.close();
    },
  };
}
