import type { Clock } from '../../ports/clock.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { PushRequest, PushStart, PushStatus, SecondFactor } from '../../ports/second-factor.ts';
import type { FaultOptions } from './faults.ts';
import { attemptThrough } from './faults.ts';

/** How long a push waits for an answer, as Duo's do. Milliseconds. */
export const PUSH_LIFETIME_MS = 60_000;

export interface InMemoryPush extends PushRequest {
  readonly txid: string;
  readonly startedAt: number;
  readonly status: PushStatus;
}

export interface InMemorySecondFactorOptions extends FaultOptions {
  readonly clock: Clock;
  /** Why this person cannot be sent a push; null when they can. @default everybody can */
  readonly unusable?: (person: string) => string | null;
}

export interface InMemorySecondFactor extends SecondFactor {
  /** Oldest first. */
  pushes(): readonly InMemoryPush[];
  /** The person's answer. False when no such push waits. */
  respond(txid: string, status: PushStatus): boolean;
}

export function createInMemorySecondFactor(options: InMemorySecondFactorOptions): InMemorySecondFactor {
  const attempt = attemptThrough(options);
  const wait = options.wait ?? (async () => {});
  let pushes: readonly InMemoryPush[] = [];
  const current = () => pushes.map((push) => timedOut(push, options.clock.now()));
  return {
    pushes: current,
    respond: (txid, status) => {
      const waits = current().some((push) => push.txid === txid && push.status.kind === 'waiting');
      if (waits) pushes = pushes.map((push) => (push.txid === txid ? { ...push, status } : push));
      return waits;
    },
    start: (request) =>
      attempt('start', (): Outcome<PushStart> => {
        const reason = options.unusable?.(request.person) ?? null;
        if (reason !== null) return delivered({ kind: 'unusable', reason });
        const txid = `push-${pushes.length + 1}`;
        const push = {
          ...request,
          txid,
          startedAt: options.clock.now(),
          status: { kind: 'waiting' },
        } as const;
        pushes = [...pushes, push];
        return delivered({ kind: 'sent', txid });
      }),
    status: async (txid, waitMs) => {
      const waiting = statusOf(current(), txid);
      if (waiting.kind === 'delivered' && waiting.value.kind === 'waiting') await wait(waitMs);
      return attempt('status', () => statusOf(current(), txid));
    },
  };
}

function timedOut(push: InMemoryPush, now: number): InMemoryPush {
  const over = push.status.kind === 'waiting' && now - push.startedAt >= PUSH_LIFETIME_MS;
  return over ? { ...push, status: { kind: 'timeout' } } : push;
}

function statusOf(pushes: readonly InMemoryPush[], txid: string): Outcome<PushStatus> {
  const push = pushes.find((each) => each.txid === txid);
  return push === undefined ? { kind: 'permanent', reason: 'no such push' } : delivered(push.status);
}
