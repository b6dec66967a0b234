import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import { domainOf, emailOf } from './email.ts';
import { machineOf } from './machine.ts';
import { overriddenPerson } from './override.ts';
import type { Confidence, Person } from './person.ts';

interface Candidate {
  readonly name: string | null;
  readonly confidence: Confidence;
  readonly by: string;
}

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
  for (const { name, confidence, by } of candidatesOf(principal)) {
    const email = personNamed(name, people);
    if (email !== null) return { email, confidence, by };
  }
  return null;
}
/** Names that may be an address, most trustworthy first. */
function candidatesOf(principal: Principal): readonly Candidate[] {
  const { kind, userName, sessionName, sourceIdentity } = principal;
  const source: Candidate = { name: sourceIdentity, confidence: 'high', by: 'source identity' };
  const chosen: Candidate = { name: sessionName, confidence: 'low', by: 'role session name' };
  switch (kind) {
    case 'sso':
      return [
        { name: sessionName, confidence: 'high', by: 'Identity Center session name' },
        { name: userName, confidence: 'high', by: 'Identity Center user name' },
        source,
      ];
    case 'iam-user':
      return [{ name: userName, confidence: 'high', by: 'IAM user name' }];
    case 'role-session':
    case 'web-identity':
      return [source, chosen, { name: userName, confidence: 'low', by: 'name at an identity provider' }];
    case 'federated':
      return federatedCandidatesOf(principal);
    case 'cross-account':
      return [
        { name: sourceIdentity ?? sessionName ?? userName, confidence: 'low', by: 'name in another account' },
      ];
    case 'root':
    case 'service':
    case 'instance':
    case 'anonymous':
      return [];
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}

/** The identity provider names a SAML user; whoever asks for a federation token names its user. */
function federatedCandidatesOf(principal: Principal): readonly Candidate[] {
  return principal.type === 'SAMLUser'
    ? [{ name: principal.userName, confidence: 'high', by: 'SAML user name' }]
    : [
        { name: principal.sourceIdentity, confidence: 'high', by: 'source identity' },
        { name: principal.sessionName ?? principal.userName, confidence: 'low', by: 'federated user name' },
      ];
}
