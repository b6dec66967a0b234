import type { JsonValue } from '../../cloudtrail/json.ts';
import { isObject, textOf } from '../../cloudtrail/json.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';

/**
 * Whom of Slack's users a question may go to: full, active members only. A guest, a stranger from a shared channel,
 * a bot or a deactivated account is nobody who can vouch for an AWS call. (Slack's reference, "User object".)
 */
export function memberId(email: string, user: JsonValue | undefined): Outcome<string> {
  const id = isObject(user) ? textOf(user['id']) : null;
  if (!isObject(user) || id === null) return { kind: 'transient', reason: 'Slack named no user' };
  const flaw = flawOf((flag) => user[flag] === true);
  return flaw === null
    ? delivered(id)
    : { kind: 'permanent', reason: `Slack user ${id} (${email}) is ${flaw}` };
}

function flawOf(has: (flag: string) => boolean): string | null {
  if (has('deleted')) return 'deactivated';
  if (has('is_bot') || has('is_workflow_bot')) return 'a bot';
  if (has('is_restricted') || has('is_ultra_restricted')) return 'a guest';
  if (has('is_stranger')) return 'of another workspace';
  return null;
}
