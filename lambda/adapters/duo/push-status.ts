import type { JsonObject } from '../../cloudtrail/json.ts';
import { textOf } from '../../cloudtrail/json.ts';
import type { PushStatus } from '../../ports/second-factor.ts';

/**
 * Reads the answer of `/auth/v2/auth_status`. Approved is only what Duo calls allowed by an allowed push: a bypass, a
 * remembered device or a status invented later is also a result `allow`, and proves nothing. Time-out and fraud are
 * final whatever the result says. (Duo, "Auth API", `/auth_status`; its enumerations "may gain new values".)
 */
export function readPushStatus(response: JsonObject): PushStatus {
  const result = textOf(response['result']) ?? 'none';
  const status = textOf(response['status']) ?? 'none';
  if (status === 'timeout') return { kind: 'timeout' };
  if (status === 'fraud') return { kind: 'fraud' };
  if (result === 'allow' && status === 'allow') return { kind: 'approved' };
  if (result === 'deny' && status === 'deny') return { kind: 'denied' };
  if (result === 'waiting' && !ENDED.has(status)) return { kind: 'waiting' };
  return {
    kind: 'unusable',
    reason: `Duo ended the push with result ${result}, status ${status}`.slice(0, 200),
  };
}

/** Statuses that end an authentication without a person's answer. `push_failed` does not: the app can still fetch the push. */
const ENDED = new Set(['allow', 'bypass', 'deny', 'locked_out']);
