import { accountIn } from './account-in.ts';
import { reachUnder } from './narrowing.ts';
import type { OurAccounts } from './our-accounts.ts';
import type { PolicyPrincipal, PolicyStatement, ReadPolicy } from './policy-document.ts';

/** How far a policy opens what it is attached to; `unreadable` where it cannot be known. */
export type Audience = 'ours' | 'foreign' | 'everybody' | 'unreadable';

/**
 * The widest audience that a policy lets in by its principals and conditions.
 *
 * `Deny` statements are not weighed: what they take away again is left to the reader of the alert.
 */
export function audienceOf(policy: ReadPolicy, ours: OurAccounts): Audience {
  switch (policy.kind) {
    case 'none':
      return 'ours';
    case 'unreadable':
      return 'unreadable';
    case 'policy':
      return widest(policy.statements.filter((one) => one.allows).map((one) => statementAudience(one, ours)));
    default: {
      const unreachable: never = policy;
      return unreachable;
    }
  }
}

function statementAudience(statement: PolicyStatement, ours: OurAccounts): Audience {
  const named = statement.principals.filter(isAwsPrincipal);
  if (statement.everybodyBut || named.some((one) => accountIn(one.value) === '*')) {
    return reachUnder(statement.conditions, ours);
  }
  return named.some((one) => namesForeign(one.value, ours)) ? 'foreign' : 'ours';
}

function isAwsPrincipal(principal: PolicyPrincipal): boolean {
  return principal.kind === 'aws' || principal.kind === '*';
}

/** True for an ARN or bare id of an account that is not ours; ids of deleted principals name no account. */
export function namesForeign(principal: string, ours: OurAccounts): boolean {
  const account = accountIn(principal);
  return account !== null && account !== '*' && !ours.isOurs(account);
}

function widest(audiences: readonly Audience[]): Audience {
  if (audiences.includes('everybody')) return 'everybody';
  return audiences.includes('foreign') ? 'foreign' : 'ours';
}
