import type { Outcome } from '../../ports/outcome.ts';

/** What may go wrong with one call of a vendor. */
export type Fault =
  /** The request never arrived: nothing happened. */
  | { readonly kind: 'request-lost' }
  /** It happened, and the answer never came. */
  | { readonly kind: 'answer-lost' }
  /** An answer that cannot be read; nothing happened. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Happens and is answered, but only after a while. */
  | { readonly kind: 'late'; readonly ms: number };

export interface FaultOptions {
  /** Asked once per call, with the port's method name. @default no faults */
  readonly faults?: (operation: string) => Fault | null;
  /** How to let time pass; a simulation brings its own. @default no time passes */
  readonly wait?: (ms: number) => Promise<void>;
}

export type Attempt = <T>(operation: string, act: () => Outcome<T>) => Promise<Outcome<T>>;

/** Runs what a vendor would do, through whatever fault is planned for it. */
export function attemptThrough(options: FaultOptions): Attempt {
  const planned = options.faults ?? (() => null);
  const wait = options.wait ?? (async () => {});
  return async (operation, act) => {
    const fault = planned(operation);
    if (fault === null) return act();
    switch (fault.kind) {
      case 'request-lost':
        return { kind: 'transient', reason: `${operation}: connection refused` };
      case 'answer-lost':
        act();
        return { kind: 'transient', reason: `${operation}: no answer in time` };
      case 'garbage':
        return { kind: 'transient', reason: `${operation}: an answer that could not be read` };
      case 'throttled':
        return { kind: 'throttled', retryAfterMs: fault.retryAfterMs };
      case 'refused':
        return { kind: 'permanent', reason: fault.reason };
      case 'late':
        await wait(fault.ms);
        return act();
      default: {
        const unreachable: never = fault;
        return unreachable;
      }
    }
  };
}
