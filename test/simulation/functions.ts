import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { drain } from '../../lambda/workflows/drain.ts';
import type { DrainPorts } from '../../lambda/workflows/drain-ports.ts';
import { takeAnswer } from '../../lambda/workflows/take-answer.ts';
import { verify } from '../../lambda/workflows/verify.ts';
import { CATALOGUE } from '../workflows/rules.ts';
import type { Break } from './breaks.ts';
import type { Posting, Pressed } from './history.ts';
import { type Invocation, type InvocationSettings, invoke } from './invocation.ts';
import { yesValueOf } from './slack-view.ts';
import { type Stage, VERIFY_HIDDEN_MS } from './stage.ts';

const DRAIN_EVERY_MS = 120_000;
/** As deployed: `lib/drain.ts`, `lib/verify-queue.ts`, `lib/slack-endpoint.ts`. */
const DRAIN_LIMIT_MS = 110_000;
const VERIFY_LIMIT_MS = 90_000;
const SLACK_LIMIT_MS = 10_000;

/** The deployed functions: what starts them, and what they see of the stage. */
export interface Functions {
  /** Starts the schedule of the drain. */
  start(): void;
  click(press: Pressed, value: string): Promise<boolean>;
  running(): number;
  postings(): readonly Posting[];
}

export function createFunctions(
  settings: InvocationSettings,
  stage: Stage,
  mutation: Break | null,
): Functions {
  const { scheduler, plan, timeline } = settings;
  const postings: Posting[] = [];
  const counts = { drain: 0, verify: 0, slack: 0 };
  let running = 0;

  const verifyQueue = {
    ...stage.verifyQueue,
    send: async (body: string, delaySeconds = 0) => {
      await stage.verifyQueue.send(body, delaySeconds);
      scheduler.at(scheduler.now() + delaySeconds * 1_000 + 20, () => void poke());
    },
  };

  const run = async (
    name: keyof typeof counts,
    limitMs: number,
    body: (ports: DrainPorts, invocation: Invocation) => Promise<void>,
  ) => {
    running++;
    const ending = await invoke(settings, `${name}-${++counts[name]}`, limitMs, (invocation) => {
      const ports = portsOf(invocation, { ...stage, verifyQueue }, settings, postings);
      return body(mutation === null ? ports : mutation.inject(ports, stage), invocation);
    });
    running--;
    return ending;
  };

  const drainOnce = () => {
    void run('drain', DRAIN_LIMIT_MS, async (ports, { name, remainingMs }) => {
      const report = await drain(ports, remainingMs);
      for (const error of report.errors) timeline.note(name, `reports: ${error}`);
    });
  };

  const tick = () => {
    drainOnce();
    const isStormy = scheduler.now() < plan.calm && plan.weather.overlap !== 'no';
    if (isStormy) scheduler.at(scheduler.now() + (counts.drain % 7) * 3, drainOnce);
    scheduler.at(scheduler.now() + DRAIN_EVERY_MS, tick);
  };

  /** Starts a function for each message that waits for one. */
  const poke = async () => {
    const waiting = await stage.verifyQueue.receive(0);
    if (waiting.length > 0) scheduler.at(scheduler.now() + 50, () => void poke());
    for (const { body, receipt } of waiting) {
      scheduler.at(scheduler.now() + VERIFY_HIDDEN_MS, () => void poke());
      void run('verify', VERIFY_LIMIT_MS, async (ports, { remainingMs }) => {
        if ((await verify(ports, body, remainingMs)) === 'done') await stage.verifyQueue.remove([receipt]);
      });
    }
  };

  return {
    start: tick,
    running: () => running,
    postings: () => postings,
    click: async ({ user, action, on }, value) => {
      const ending = await run('slack', SLACK_LIMIT_MS, async (ports) => {
        await takeAnswer(ports, { action, value, user, channel: `D${on.user}` });
      });
      return ending === 'done';
    },
  };
}

function portsOf(
  invocation: Invocation,
  stage: Stage,
  { scheduler, plan }: InvocationSettings,
  postings: Posting[],
): DrainPorts {
  const { around, now, random, name, troubles } = invocation;
  const config = { ...DEFAULT_CONFIG, slack: { securityChannel: 'C0SECURITY' } };
  const chat: DrainPorts['chat'] = around(stage.chat, 'slack', 'vendor');
  return {
    queue: around(stage.queue, 'queue', 'inside'),
    verifyQueue: around(stage.verifyQueue, 'verify queue', 'inside'),
    cases: around(stage.cases, 'cases', 'inside'),
    ledger: around(stage.ledger, 'ledger', 'inside'),
    journal: around(stage.journal, 'journal', 'inside'),
    quarantine: around(stage.quarantine, 'quarantine', 'inside'),
    lease: plan.weather.overlap === 'no-lease' ? undefined : around(stage.lease, 'lease', 'inside'),
    subscriptions: around(stage.subscriptions, 'sns', 'vendor'),
    metrics: around(stage.metrics, 'metrics', 'vendor'),
    chat: {
      findUser: chat.findUser,
      update: chat.update,
      whisper: chat.whisper,
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
    verification: config.verification,
    securityChannel: config.slack.securityChannel,
    lastWaitSeconds: 0,
    catalogue: CATALOGUE,
    config,
  };
}
