import { accountIn } from './account-in.ts';
import { reachBeside } from './denial.ts';
import { narrower, type Reach, reachUnder, wider } from './narrowing.ts';
import type { OurAccounts } from './our-accounts.ts';
import type { PolicyPrincipal, PolicyStatement, ReadPolicy } from './policy-document.ts';

/** How far a policy opens what it is attached to; `unreadable` where it cannot be known. */
export type Audience = Reach | 'unreadable';

/**
 * The widest audience that a policy lets in by its principals and conditions.
 *
 * Of `Deny` statements the plain ones are weighed: those that keep everybody out but a named account, organisation,
 * network or endpoint (see `reachBeside`). What any other takes away again is left to the reader of the alert.
 */
export function audienceOf(policy: ReadPolicy, ours: OurAccounts): Audience {
  switch (policy.kind) {
    case 'none':
      return 'ours';
    case 'unreadable':
      return 'unreadable';
    case 'policy':
      return policy.statements.reduce<Reach>(
        (widest, statement) => wider(widest, allowedBy(statement, policy.statements, ours)),
        'ours',
      );
    default: {
      const unreachable: never = policy;
      return unreachable;
    }
  }
}

function allowedBy(statement: PolicyStatement, all: readonly PolicyStatement[], ours: OurAccounts): Reach {
  if (!statement.allows) return 'ours';
  const named = namedBy(statement, ours);
  return named === 'ours' ? named : narrower(named, reachBeside(statement, all, ours));
}

function namedBy(statement: PolicyStatement, ours: OurAccounts): Reach {
  if (namesEverybody(statement)) return reachUnder(statement.conditions, ours);
  return statement.principals.some((one) => isAwsPrincipal(one) && namesForeign(one.value, ours))
    ? 'foreign'
    : 'ours';
}

function namesEverybody({ everybodyBut, principals }: PolicyStatement): boolean {
  return everybodyBut || principals.some((one) => isAwsPrincipal(one) && accountIn(one.value) === '*');
}

function isAwsPrincipal(principal: PolicyPrincipal): boolean {
  return principal.kind === 'aws' || principal.kind === '*';
}

/** Source: "Resource types defined by AWS Organizations" (Service Authorization Reference). */
const ORGANIZATION = /^arn:[^:]*:organizations::\d{12}:(?:organization|ou)\/(o-[a-z0-9]+)/;

/** True for an ARN or bare id of an account that is not ours; ids of deleted principals name no account. */
export function namesForeign(principal: string, ours: OurAccounts): boolean {
  const organization = ORGANIZATION.exec(principal)?.[1];
  // The account in its ARN is the one that manages it, which need not be among those we know.
  if (organization !== undefined && organization === ours.organizationId) return false;
  const account = accountIn(principal);
  return account !== null && account !== '*' && !ours.isOurs(account);
}
