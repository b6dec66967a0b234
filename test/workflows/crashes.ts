/** When and how a process dies, or one call to a port fails. */
export interface CrashPlan {
  /** The call that goes wrong, counted from 1 over all ports; 0: none. */
  readonly at: number;
  /** `dies-…`: nothing after it happens either, until `revive`. */
  readonly how: 'dies-before' | 'dies-after' | 'fails-before' | 'fails-after';
}

export interface Crashes {
  /** The port with the plan's crash in it. */
  around<T extends object>(port: T): T;
  /** A new process: what was in memory is gone, what was written is there. */
  revive(): void;
  /** Dies at the next call of this name, after it took effect. */
  dieAfter(method: string): void;
  calls(): number;
}

class Crash extends Error {}

export function createCrashes(plan: CrashPlan): Crashes {
  let calls = 0;
  let dead = false;

  let dieAt: string | null = null;

  const through = async (method: string, act: () => Promise<unknown>): Promise<unknown> => {
    if (dead) throw new Crash('the process is dead');
    calls++;
    if (method === dieAt) {
      dieAt = null;
      dead = true;
      await act();
      throw new Crash(`crashed after ${method}`);
    }
    if (calls !== plan.at) return act();
    dead = plan.how.startsWith('dies');
    if (plan.how.endsWith('after')) await act();
    throw new Crash(`crashed at call ${plan.at}`);
  };

  return {
    around: (port) =>
      new Proxy(port, {
        get: (target, name) => {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return (...given: unknown[]) => through(String(name), () => Reflect.apply(member, target, given));
        },
      }),
    revive: () => {
      dead = false;
    },
    dieAfter: (method) => {
      dieAt = method;
    },
    calls: () => calls,
  };
}
