import { drain } from '../../lambda/workflows/drain.ts';
import type { DrainPorts } from '../../lambda/workflows/drain-ports.ts';
import { investigateIncident } from '../../lambda/workflows/investigate-incident.ts';
import { takeAnswer } from '../../lambda/workflows/take-answer.ts';
import { verify } from '../../lambda/workflows/verify.ts';
import type { Break } from './breaks.ts';
import type { Posting, Pressed } from './history.ts';
import { type Invocation, type InvocationSettings, invoke } from './invocation.ts';
import { investigationOf, portsOf } from './seen-ports.ts';
import { HIDDEN_MS, type Stage } from './stage.ts';
import { startingWork } from './work-queue.ts';

const DRAIN_EVERY_MS = 120_000;
/** How long each may run, as deployed: `lib/drain.ts`, `lib/verify-queue.ts` and the others. */
const LIMIT_MS = { drain: 110_000, verify: 90_000, investigate: 90_000, slack: 10_000 };

/** The deployed functions and what starts them. */
export interface Functions {
  /** Starts the schedule of the drain. */
  start(): void;
  /** Slack delivers a click; false when the person sees that it did not work. */
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
  const counts = { drain: 0, verify: 0, investigate: 0, slack: 0 };
  let running = 0;

  const run = async (
    name: keyof typeof LIMIT_MS,
    body: (ports: DrainPorts, invocation: Invocation) => Promise<void>,
  ): Promise<boolean> => {
    running++;
    const ending = await invoke(settings, `${name}-${++counts[name]}`, LIMIT_MS[name], (invocation) => {
      const ports = portsOf(invocation, { ...stage, ...workQueues }, settings, postings);
      return body(mutation === null ? ports : mutation.inject(ports, stage), invocation);
    });
    running--;
    return ending === 'done';
  };

  const workQueues = {
    verifyQueue: startingWork(stage.verifyQueue, HIDDEN_MS.verify, scheduler, (body) =>
      run('verify', async (ports, { remainingMs }) => {
        await verify(ports, body, remainingMs);
      }),
    ),
    investigateQueue: startingWork(stage.investigateQueue, HIDDEN_MS.investigate, scheduler, (body) =>
      run('investigate', async (ports, { remainingMs }) => {
        await investigateIncident({ ...ports, ...investigationOf(scheduler) }, body, remainingMs);
      }),
    ),
  };

  const drainOnce = () => {
    void run('drain', async (ports, { name, remainingMs }) => {
      const report = await drain(ports, remainingMs);
      for (const error of report.errors) timeline.note(name, `reports: ${error}`);
    });
  };
  const tick = () => {
    drainOnce();
    const isDoubled = scheduler.now() < plan.calm && plan.weather.overlap !== 'no';
    if (isDoubled) scheduler.at(scheduler.now() + (counts.drain % 7) * 3, drainOnce);
    scheduler.at(scheduler.now() + DRAIN_EVERY_MS, tick);
  };

  return {
    start: tick,
    running: () => running,
    postings: () => postings,
    click: ({ user, action, on }, value) =>
      run('slack', async (ports) => {
        await takeAnswer(ports, { action, value, user, channel: `D${on.user}` });
      }),
  };
}
