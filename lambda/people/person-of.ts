import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import { domainOf, emailOf } from './email.ts';
import { machineOf } from './machine.ts';
import { overriddenPerson } from './override.ts';
import type { Confidence, Person } from './person.ts';

/**
 * The human behind a call, or null when nobody is known: a service, an instance, a machine's session, a name that is no
 * e-mail address of the configured domains. What the configuration says comes before what the record says, and where
 * the credentials came from before the name that their caller chose.
 *
 * @param ancestors whom the credentials came from, nearest first, as far as that is known
 */
export function personOf(
  call: ApiCall,
  people: Config['people'],
  ancestors: readonly Principal[] = [],
): Person | null {
  const overridden = overriddenPerson(call.principal, people.overrides);
  if (overridden !== null && overridden.confidence !== 'low') return overridden;
  const descended = descendedPerson(people, ancestors);
  const named = namedHuman(call, people, ancestors);
  if (descended !== null && descended.confidence !== 'low') return descended;
  return overridden ?? (named !== null && named.confidence !== 'low' ? named : (descended ?? named));
}

/** Whom the principal itself names: by an override, or by a name that is an e-mail address. */
export function ownPerson(principal: Principal, people: Config['people']): Person | null {
  return overriddenPerson(principal, people.overrides) ?? namedPerson(principal, people);
}

/** The person at the beginning of the chain of roles. */
export function descendedPerson(people: Config['people'], ancestors: readonly Principal[]): Person | null {
  const first = ancestors.at(-1);
  const person = first === undefined ? null : ownPerson(first, people);
  if (first === undefined || person === null) return null;
  const confidence = person.confidence === 'highest' ? 'high' : person.confidence;
  return { ...person, confidence, by: `chain of roles from ${first.label}` };
}

/** The person whom a name stands for that was given to a session. */
export function personNamed(name: string | null, people: Config['people']): string | null {
  const email = emailOf(name);
  return email !== null && (people.domains === null || people.domains.includes(domainOf(email)))
    ? email
    : null;
}

/** Nobody where a program calls, whatever its session is named. */
function namedHuman(call: ApiCall, people: Config['people'], ancestors: readonly Principal[]): Person | null {
  const named = namedPerson(call.principal, people);
  return named === null || machineOf(call, ancestors) !== null ? null : named;
}

function namedPerson(principal: Principal, people: Config['people']): Person | null {
  const named = (name: string | null, confidence: Confidence, by: string): Person | null => {
    const email = personNamed(name, people);
    return email === null ? null : { email, confidence, by };
  };
  const { kind } = principal;
  // Most trustworthy first; what the first one tells, the others need not be read for.
  switch (kind) {
    case 'sso':
      return (
        named(principal.sessionName, 'high', 'Identity Center session name') ??
        named(principal.userName, 'high', 'Identity Center user name') ??
        named(principal.sourceIdentity, 'high', SOURCE_IDENTITY)
      );
    case 'iam-user':
      return named(principal.userName, 'high', 'IAM user name');
    case 'role-session':
    case 'web-identity':
      return (
        named(principal.sourceIdentity, 'high', SOURCE_IDENTITY) ??
        named(principal.sessionName, 'low', 'role session name') ??
        named(principal.userName, 'low', 'name at an identity provider')
      );
    case 'federated':
      // The identity provider names a SAML user; whoever asks for a federation token names its user.
      return principal.type === 'SAMLUser'
        ? named(principal.userName, 'high', 'SAML user name')
        : (named(principal.sourceIdentity, 'high', SOURCE_IDENTITY) ??
            named(principal.sessionName ?? principal.userName, 'low', 'federated user name'));
    case 'cross-account': {
      const { sourceIdentity, sessionName, userName } = principal;
      return named(sourceIdentity ?? sessionName ?? userName, 'low', 'name in another account');
    }
    case 'root':
    case 'service':
    case 'instance':
    case 'anonymous':
      return null;
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}

const SOURCE_IDENTITY = 'source identity';
