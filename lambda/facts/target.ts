import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { NOBODY } from '../cloudtrail/identity.ts';
import { objectOf, textOf } from '../cloudtrail/json.ts';
import { callAs } from '../cloudtrail/parse-call.ts';
import type { Config } from '../config/config.ts';
import { personOf } from '../people/person-of.ts';

/** API calls of IAM that act on the caller's own user when they name none. Source: "IAM API Reference". */
const OWN_BY_DEFAULT = new Set([
  'ChangePassword',
  'CreateAccessKey',
  'CreateLoginProfile',
  'DeleteAccessKey',
  'DeleteLoginProfile',
  'UpdateAccessKey',
  'UploadSigningCertificate',
]);

/**
 * Whether an IAM call is about the identity that makes it: `true`, `false`, or null where it is about no identity.
 *
 * A role's session is that role. A virtual MFA device is its owner's when named after him, as the console does. What is attached to a group or written into a policy is about no one identity.
 */
export function targetsItself(call: ApiCall): boolean | null {
  if (call.eventSource !== 'iam.amazonaws.com') return null;
  const parameters = objectOf(call.record['requestParameters']);
  const user = textOf(parameters['userName']);
  if (user !== null) return sameName(user, call.principal.userName) && call.principal.kind === 'iam-user';
  const role = textOf(parameters['roleName']);
  if (role !== null) return sameName(role, call.principal.roleName);
  const device = textOf(parameters['serialNumber']);
  if (device !== null && sameName(device.split('/').at(-1) ?? '', call.principal.userName)) return true;
  return OWN_BY_DEFAULT.has(call.eventName) ? true : null;
}

/**
 * The person that the target of a call would be taken for from now on, where that is somebody: an IAM user renamed
 * to a name that maps to a person would be asked about, and answer for, that person's calls.
 */
export function personBecome(call: ApiCall, people: Config['people']): string | null {
  const parameters = objectOf(call.record['requestParameters']);
  const name = textOf(parameters['newUserName']);
  if (call.eventSource !== 'iam.amazonaws.com' || name === null) return null;
  return personOf(callAs(userNamed(name, call.account), call), people)?.email ?? null;
}

function userNamed(userName: string, accountId: string): Principal {
  const arn = `arn:aws:iam::${accountId}:user/${userName}`;
  return { ...NOBODY, kind: 'iam-user', type: 'IAMUser', arn, accountId, userName, label: userName };
}

/** IAM compares names without case. */
function sameName(name: string, other: string | null): boolean {
  return name.toLowerCase() === other?.toLowerCase();
}
