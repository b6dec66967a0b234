import type { JsonObject } from '../../cloudtrail/json.ts';
import { listOf, objectOf, textOf } from '../../cloudtrail/json.ts';

/** Whether a push to this user could prove anything. */
export type Preauth =
  | { readonly kind: 'push' }
  /** Duo knows no such user. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * Reads the answer of `/auth/v2/preauth`. `allow` is a bypass user or a trusted network: no human would be asked.
 * `enroll` is Duo's word for a name it does not know. (Duo, "Auth API", `/preauth`.)
 */
export function readPreauth(response: JsonObject): Preauth {
  const result = textOf(response['result']);
  switch (result) {
    case 'auth':
      return takesPush(response)
        ? { kind: 'push' }
        : { kind: 'unusable', reason: 'Duo knows no device of theirs that takes a push' };
    case 'enroll':
      return { kind: 'unknown' };
    case 'allow':
      return { kind: 'unusable', reason: 'Duo lets them in without asking (bypass), which confirms nothing' };
    case 'deny':
      return { kind: 'unusable', reason: 'Duo does not permit them to authenticate' };
    default:
      return { kind: 'unusable', reason: `Duo answered the unknown result ${result ?? 'none'}` };
  }
}

function takesPush(response: JsonObject): boolean {
  return listOf(response['devices']).some((device) =>
    listOf(objectOf(device)['capabilities']).includes('push'),
  );
}
