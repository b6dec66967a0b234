import type { ApiCall } from './api-call.ts';
import { objectOf, textOf } from './json.ts';

/** What the canary writes: the one thing its role may do. */
export const CANARY_PARAMETER = '/countersign/canary';
export const CANARY_CALL = { eventSource: 'ssm.amazonaws.com', eventName: 'PutParameter' } as const;

const SESSION_PREFIX = 'canary-';

/**
 * The session name of a canary's call. It carries the nonce, because CloudTrail hides what is written into a
 * parameter (`HIDDEN_DUE_TO_SECURITY_REASONS`) and shows the session in every record.
 */
export function canarySession(nonce: string): string {
  return `${SESSION_PREFIX}${nonce}`;
}

/** The nonce of a canary's successful call; null for every other call. */
export function canaryNonceOf(call: ApiCall): string | null {
  if (call.eventName !== CANARY_CALL.eventName || call.eventSource !== CANARY_CALL.eventSource) return null;
  const { sessionName } = call.principal;
  if (call.error !== null || sessionName?.startsWith(SESSION_PREFIX) !== true) return null;
  const parameter = textOf(objectOf(call.record['requestParameters'])['name']);
  return parameter === CANARY_PARAMETER ? sessionName.slice(SESSION_PREFIX.length) : null;
}
