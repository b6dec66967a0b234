import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { PushStatus, SecondFactor } from '../../ports/second-factor.ts';
import type { DuoApiOptions, DuoCall } from './duo-api.ts';
import { createDuoCall } from './duo-api.ts';
import { duoFailure } from './duo-failure.ts';
import { readPushStatus } from './push-status.ts';
import { startPush } from './start-push.ts';

/** For a whole start (at most two preauths and one auth), and for a status beyond the wait asked for. Milliseconds. */
export const DUO_TIMEOUT_MS = 5_000;
/** Of it, how long past the wait an answer may still be under way; the rest is for the ping. */
const STATUS_SHARE = 0.4;

export interface DuoOptions extends DuoApiOptions {
  /** The names under which Duo may know a person, given by e-mail, in the order in which they are tried. */
  readonly namesOf: (email: string) => readonly string[];
  /** @default DUO_TIMEOUT_MS */
  readonly timeoutMs?: number;
}

/** Duo's Auth API v2. */
export function createDuoSecondFactor(options: DuoOptions): SecondFactor {
  const call = createDuoCall(options);
  const timeoutMs = options.timeoutMs ?? DUO_TIMEOUT_MS;
  return {
    start: (request) =>
      startPush(call, request, options.namesOf(request.person), AbortSignal.timeout(timeoutMs)),
    status: (txid, waitMs) => pushStatus(call, txid, Math.max(0, waitMs), timeoutMs),
  };
}

/**
 * Duo holds the request until there is news, up to a minute, so silence is the normal answer of a push that waits and
 * also that of a dead service. A ping tells them apart.
 */
async function pushStatus(
  call: DuoCall,
  txid: string,
  waitMs: number,
  timeoutMs: number,
): Promise<Outcome<PushStatus>> {
  const statusDeadline = AbortSignal.timeout(waitMs + timeoutMs * STATUS_SHARE);
  const answer = await call(
    { method: 'GET', path: '/auth/v2/auth_status', params: { txid } },
    statusDeadline,
  );
  if (answer.kind === 'ok') return delivered(readPushStatus(answer.response));
  if (answer.kind !== 'silent') return duoFailure('/auth/v2/auth_status', answer);
  const pingDeadline = AbortSignal.timeout(timeoutMs * (1 - STATUS_SHARE));
  const ping = await call({ method: 'GET', path: '/auth/v2/ping', params: {} }, pingDeadline);
  return ping.kind === 'ok' ? delivered({ kind: 'waiting' }) : duoFailure('/auth/v2/ping', ping);
}
