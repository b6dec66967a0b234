import type { CrashPlan } from '../workflows/crashes.ts';
import { between, chanceFor } from './chance.ts';
import type { Plan } from './plan.ts';
import type { Scheduler } from './scheduler.ts';
import type { Timeline } from './timeline.ts';

/** What goes wrong at one call of a port. */
export type Mishap = CrashPlan['how'];

/** Which calls of which functions go wrong; null: this one does not. `call` counts from 1. */
export type Mishaps = (invocation: string, call: number, kind: 'inside' | 'vendor') => Mishap | null;

/** By the plan's weather, until it is calm. */
export function mishapsOf(plan: Plan, scheduler: Scheduler): Mishaps {
  return (invocation, call, kind) => {
    if (scheduler.now() >= plan.calm) return null;
    const random = chanceFor(plan.seed, 'mishap', invocation, call);
    const dice = random();
    const side = random() < 0.5 ? 'before' : 'after';
    if (dice < plan.weather.dying) return `dies-${side}`;
    const fails = kind === 'inside' && dice < plan.weather.dying + plan.weather.failing;
    return fails ? `fails-${side}` : null;
  };
}

/** One run of a function: what it calls takes time and may go wrong, and it may die at any of its awaits. */
export interface Invocation {
  readonly name: string;
  readonly now: () => number;
  readonly random: () => number;
  /** Milliseconds until it is stopped. */
  readonly remainingMs: () => number;
  /** The port as this run sees it. Vendors do not throw: only death is ours, their faults are theirs. */
  around<T extends object>(port: T, name: string, kind: 'inside' | 'vendor'): T;
  /** When a call went wrong or the run ended before its time; milliseconds since 1970. */
  troubles(): readonly number[];
}

export type Ending = 'done' | 'failed' | 'died';

export interface InvocationSettings {
  readonly scheduler: Scheduler;
  readonly mishaps: Mishaps;
  readonly plan: Plan;
  readonly timeline: Timeline;
}

/** Methods that answer with a sequence rather than once. */
const READ_BIT_BY_BIT: ReadonlySet<string | symbol> = new Set(['list', 'read', 'ofCredential']);

/** Starts a function. Resolves when it ended; one that died never answers anything again. */
export function invoke(
  { scheduler, mishaps, plan, timeline }: InvocationSettings,
  name: string,
  limitMs: number,
  body: (invocation: Invocation) => Promise<void>,
): Promise<Ending> {
  const random = chanceFor(plan.seed, 'invocation', name);
  const skew = between(random, -plan.weather.skewMs, plan.weather.skewMs);
  const stopped = scheduler.now() + limitMs;
  const ended = Promise.withResolvers<Ending>();
  const troubles: number[] = [];
  let calls = 0;
  let isDead = false;
  let isOver = false;

  const die = (why: string): Promise<never> => {
    if (!isDead) {
      isDead = true;
      troubles.push(scheduler.now());
      timeline.note(name, `dies ${why}`);
      ended.resolve('died');
    }
    return new Promise(() => {});
  };
  const fail = (what: string): never => {
    troubles.push(scheduler.now());
    timeline.note(name, `${what} fails`);
    throw new Error(`${what} failed`);
  };
  const pause = async (most: number) => {
    await scheduler.sleep(random() < 0.01 ? 1_500 : between(random, 1, most));
    if (isDead) await die('');
  };
  const through = async (what: string, kind: 'inside' | 'vendor', act: () => Promise<unknown>) => {
    if (isDead) return die('');
    const mishap = mishaps(name, ++calls, kind);
    await pause(20);
    if (mishap === 'dies-before') return die(`before ${what}`);
    if (mishap === 'fails-before') fail(what);
    const result = await act();
    if (kind === 'vendor' && kindOf(result) === 'transient') {
      troubles.push(scheduler.now());
      timeline.note(name, `${what} gets no answer it can use`);
    }
    if (mishap === 'dies-after') return die(`after ${what}`);
    if (mishap === 'fails-after') fail(`${what} takes effect and`);
    await pause(20);
    return result;
  };

  const invocation: Invocation = {
    name,
    now: () => scheduler.now() + skew,
    random,
    remainingMs: () => stopped - scheduler.now(),
    around: (port, portName, kind) =>
      new Proxy(port, {
        get: (target, member) => {
          const method: unknown = Reflect.get(target, member);
          if (typeof method !== 'function') return method;
          if (READ_BIT_BY_BIT.has(member)) return method.bind(target);
          const what = `${portName}.${String(member)}`;
          return (...given: unknown[]) => through(what, kind, () => Reflect.apply(method, target, given));
        },
      }),
    troubles: () => troubles,
  };
  scheduler.at(stopped, () => {
    if (!isOver) void die('at its time limit');
  });
  body(invocation).then(
    () => ended.resolve('done'),
    (cause: unknown) => {
      timeline.note(name, `ends with: ${cause instanceof Error ? cause.message : String(cause)}`);
      ended.resolve('failed');
    },
  );
  return ended.promise.then((ending) => {
    isOver = true;
    return ending;
  });
}

function kindOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'kind' in result ? result.kind : null;
}
