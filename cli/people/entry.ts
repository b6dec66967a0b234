import type { ApiCall, Principal } from '../../lambda/cloudtrail/api-call.ts';
import type { Config } from '../../lambda/config/config.ts';
import { personClaimed, sessionVerdict } from '../../lambda/people/lineage.ts';
import { ownerOf } from '../../lambda/people/owner.ts';
import type { Person } from '../../lambda/people/person.ts';
import { personOf } from '../../lambda/people/person-of.ts';
import { type Unmapped, whyUnmapped } from '../../lambda/people/unmapped.ts';

/** How often, and when; times are milliseconds since 1970, null while no call had a readable one. */
export interface Tally {
  readonly calls: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** One principal, or what is shown as one: the sessions of a role that map to the same person. */
export interface Entry extends Tally {
  /** ARN of the user or role where one was seen, otherwise what stands for it. */
  readonly principal: string;
  readonly kind: Principal['kind'];
  /** 12 digits, or `unknown`. */
  readonly account: string;
  readonly person: Person | null;
  /** The person whose name the session carries, where that is another one's than its credentials'; otherwise null. */
  readonly disguisedAs: string | null;
  /** Null where somebody is known. */
  readonly unmapped: Unmapped | null;
  /** Who is asked instead where nobody is known. */
  readonly owner: Person | null;
}

/** What of the configuration says who is who. */
export type PeopleConfig = Pick<Config, 'people' | 'accounts' | 'automation'>;

/** Who is behind calls like this one, and the key under which they are counted together. */
export function entryOf(
  call: ApiCall,
  tally: Tally,
  config: PeopleConfig,
  ancestors: readonly Principal[],
): { readonly key: string; readonly entry: Entry } {
  const person = personOf(call, config.people, ancestors);
  const unmapped = person === null ? whyUnmapped(call, config.people, ancestors) : null;
  const verdict = sessionVerdict(call, config.people, ancestors);
  const disguisedAs = verdict === 'other' ? personClaimed(call, config.people) : null;
  const { principal, account } = call;
  const entry: Entry = {
    ...tally,
    principal: nameOf(principal),
    kind: principal.kind,
    account,
    person,
    disguisedAs,
    unmapped,
    owner: unmapped === null || unmapped.remedy === 'none' ? null : ownerOf(call, config),
  };
  const key = [keyOf(principal), account, person?.email, person?.by, unmapped?.why, disguisedAs];
  return { key: JSON.stringify(key), entry };
}

/** Nobody would be asked about this principal's calls, and AWS itself is not behind them. */
export function isOpen({ person, owner, unmapped }: Entry): boolean {
  return person === null && owner === null && unmapped?.remedy !== 'none';
}

/** What a principal is called over its sessions: those of a role are too many to be told apart. */
function nameOf({ kind, arn, roleArn, roleName, userName, invokedBy, label }: Principal): string {
  if (kind === 'service') return roleArn ?? invokedBy ?? label;
  const role = roleArn ?? (kind === 'iam-user' ? null : sessionsOfRole(arn)) ?? roleName;
  return role ?? (arn?.startsWith('arn:') ? arn : null) ?? userName ?? label;
}

/** Every session of the role, where the ARN of one is all that is known. */
function sessionsOfRole(arn: string | null): string | null {
  const role = /^arn:[^:]*:sts::\d{12}:assumed-role\/[^/]+\//.exec(arn ?? '')?.[0];
  return role === undefined ? null : `${role}*`;
}

/** A user's sign-in names it, but not its ARN. */
function keyOf(principal: Principal): string {
  const { kind, userName } = principal;
  return kind === 'iam-user' && userName !== null ? `user ${userName}` : nameOf(principal);
}
