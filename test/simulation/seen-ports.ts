import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { NO_NETWORKS } from '../../lambda/facts/networks/address-network.ts';
import type { Queue } from '../../lambda/ports/queue.ts';
import type { DrainPorts } from '../../lambda/workflows/drain-ports.ts';
import type { InvestigatePorts } from '../../lambda/workflows/investigate-incident.ts';
import { CATALOGUE } from '../workflows/rules.ts';
import type { Posting } from './history.ts';
import type { Invocation, InvocationSettings } from './invocation.ts';
import type { Scheduler } from './scheduler.ts';
import { yesValueOf } from './slack-view.ts';
import type { Stage } from './stage.ts';

const CONFIG = { ...DEFAULT_CONFIG, slack: { securityChannel: 'C0SECURITY' } };

/** The stage as those who only send to the work queues see it. */
export type Seen = Omit<Stage, 'verifyQueue' | 'investigateQueue'> &
  Readonly<Record<'verifyQueue' | 'investigateQueue', Pick<Queue, 'send'>>>;

/** What a run of a function is given: the stage, with all that may go wrong between it and the run. */
export function portsOf(
  invocation: Invocation,
  stage: Seen,
  { scheduler, plan }: InvocationSettings,
  postings: Posting[],
): DrainPorts {
  const { around, now, random, name, troubles } = invocation;
  const chat: DrainPorts['chat'] = around(stage.chat, 'slack', 'vendor');
  return {
    queue: around(stage.queue, 'queue', 'inside'),
    verifyQueue: around(stage.verifyQueue, 'verify queue', 'inside'),
    investigateQueue: around(stage.investigateQueue, 'investigate queue', 'inside'),
    cases: around(stage.cases, 'cases', 'inside'),
    ledger: around(stage.ledger, 'ledger', 'inside'),
    journal: around(stage.journal, 'journal', 'inside'),
    quarantine: around(stage.quarantine, 'quarantine', 'inside'),
    memory: around(stage.memory, 'memory', 'inside'),
    lineage: around(stage.lineage, 'lineage', 'inside'),
    lease: plan.weather.overlap === 'no-lease' ? undefined : around(stage.lease, 'lease', 'inside'),
    subscriptions: around(stage.subscriptions, 'sns', 'vendor'),
    metrics: around(stage.metrics, 'metrics', 'vendor'),
    chat: {
      findUser: chat.findUser,
      update: chat.update,
      whisper: chat.whisper,
      showHome: chat.showHome,
      post: (to, message, thread) => {
        const value = yesValueOf(message.blocks);
        postings.push({ at: scheduler.now(), invocation: name, value, troubles });
        return chat.post(to, message, thread);
      },
    },
    secondFactor: around(stage.secondFactor, 'duo', 'vendor'),
    pager: around(stage.pager, 'pagerduty', 'vendor'),
    clock: { now },
    random,
    sleep: scheduler.sleep,
    verification: CONFIG.verification,
    securityChannel: CONFIG.slack.securityChannel,
    lastWaitSeconds: 0,
    catalogue: CATALOGUE,
    config: CONFIG,
  };
}

/** What looking into an incident's keys is given besides. */
export function investigationOf(
  scheduler: Scheduler,
): Pick<InvestigatePorts, 'networks' | 'lookup' | 'within' | 'trailLogs' | 'trailOf'> {
  return {
    networks: NO_NETWORKS,
    lookup: null,
    trailLogs: null,
    trailOf: () => null,
    within: (ms, value) => Promise.race([value, scheduler.sleep(ms).then(() => null)]),
  };
}
