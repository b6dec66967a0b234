import { accountOfArn } from '../cloudtrail/account.ts';
import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { principalOf } from '../cloudtrail/identity.ts';
import type { JsonObject } from '../cloudtrail/json.ts';
import { objectOf, textOf } from '../cloudtrail/json.ts';

/** What one call of STS tells about where a temporary credential came from. */
export interface CredentialLink {
  /** `key:<access key id>`, or `shared:<sharedEventID>` for what only the caller's own account knows. */
  readonly id: string;
  /** ARN of the session that the key is for; null for a shared one. */
  readonly session: string | null;
  /** Who asked for it, as the caller's own account recorded; null where that is in another account's copy. */
  readonly caller: LinkedCaller | null;
  /** Names the other account's copy of the same call. */
  readonly sharedEventID: string | null;
}

export interface LinkedCaller {
  /** `userIdentity` as recorded: it holds key ids, but no secret. */
  readonly identity: JsonObject;
  /** Account that recorded it (12 digits). */
  readonly account: string;
}

/** Whom a call's credentials came from, nearest first; none where that is not known. */
export type Ancestry = (call: ApiCall) => readonly Principal[];

export const NO_ANCESTRY: Ancestry = () => [];

/** What is known by id; null: looked for and not known. */
export type KnownLinks = ReadonlyMap<string, CredentialLink | null>;

/** Calls of STS that hand out the credentials of another identity. Source: "AWS STS API Reference", Actions. */
const HANDING_OUT = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetFederationToken',
]);
/** `userIdentity` has a handful of short texts; a longer one is not CloudTrail's. Characters. */
const LONGEST_IDENTITY = 8_192;
/** Longer chains of roles are not followed. */
export const LONGEST_CHAIN = 8;

/**
 * What a call tells about where credentials came from; mostly nothing. The record of the account that the session is
 * in binds its key to a caller; the record of another account only vouches for that caller, and counts when the first
 * names the same `sharedEventID`: an account can tell lies about itself alone.
 */
export function linksIn(call: ApiCall): readonly CredentialLink[] {
  if (call.eventSource !== 'sts.amazonaws.com' || !HANDING_OUT.has(call.eventName) || call.error !== null) {
    return [];
  }
  const response = objectOf(call.record['responseElements']);
  const key = textOf(objectOf(response['credentials'])['accessKeyId']);
  const session =
    textOf(objectOf(response['assumedRoleUser'])['arn']) ??
    textOf(objectOf(response['federatedUser'])['arn']);
  const caller = vouchedCaller(call);
  const { sharedEventID } = call;
  if (session === null || accountOfArn(session) !== call.account) {
    return sharedEventID === null || caller === null
      ? []
      : [{ id: `shared:${sharedEventID}`, session: null, caller, sharedEventID: null }];
  }
  if (key === null || (caller === null && sharedEventID === null)) return [];
  return [{ id: `key:${key}`, session, caller, sharedEventID }];
}

/** The caller, unless he is of another account: that one's own record tells who he is. */
function vouchedCaller({ principal, record, account }: ApiCall): LinkedCaller | null {
  if (principal.kind === 'cross-account' || principal.kind === 'anonymous') return null;
  const identity = objectOf(record['userIdentity']);
  return JSON.stringify(identity).length > LONGEST_IDENTITY ? null : { identity, account };
}

/** Whom a call's credentials came from: nearest first, the last one being where the chain begins or is lost. */
export function ancestorsOf({ principal }: ApiCall, known: KnownLinks): readonly Principal[] {
  return follow(principal, known).ancestors;
}

/** The id of the next link that is to be looked up to follow a call's credentials; null: there is no further one. */
export function nextLinkOf({ principal }: ApiCall, known: KnownLinks): string | null {
  return follow(principal, known).next;
}

function follow(principal: Principal, known: KnownLinks) {
  const ancestors: Principal[] = [];
  let current = principal;
  while (ancestors.length < LONGEST_CHAIN) {
    const id = linkIdOf(current);
    if (id === null) break;
    const link = known.get(id);
    if (link === undefined) return { ancestors, next: id };
    // A session that is not the one the key was made for is not its own.
    if (link === null || (current.arn !== null && link.session !== current.arn)) break;
    const shared = link.caller === null ? `shared:${link.sharedEventID}` : null;
    const told = shared === null ? link : known.get(shared);
    if (told === undefined) return { ancestors, next: shared };
    if (told === null || told.caller === null) break;
    current = principalOf({ userIdentity: told.caller.identity }, told.caller.account);
    ancestors.push(current);
  }
  return { ancestors, next: null };
}

/** Only of sessions that somebody made, with a temporary key (`ASIA`; see "IAM identifiers", IAM User Guide). */
function linkIdOf({ kind, accessKeyId }: Principal): string | null {
  const made = kind === 'role-session' || kind === 'web-identity' || kind === 'federated';
  return made && accessKeyId?.startsWith('ASIA') ? `key:${accessKeyId}` : null;
}
