import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import { domainOf, emailOf } from './email.ts';
import { overriddenPerson } from './override.ts';
import type { Confidence, Person } from './person.ts';

interface Candidate {
  readonly name: string | null;
  readonly confidence: Confidence;
  readonly by: string;
}

/**
 * The human behind a call, or null when nobody is known: a service, an instance, a machine's session, a name that is no
 * e-mail address of the configured domains. What the configuration says comes before what the record says.
 */
export function personOf(call: ApiCall, people: Config['people']): Person | null {
  const overridden = overriddenPerson(call.principal, people.overrides);
  if (overridden !== null) {
    return overridden;
  }
  for (const { name, confidence, by } of candidatesOf(call.principal)) {
    const email = emailOf(name);
    if (email !== null && (people.domains === null || people.domains.includes(domainOf(email)))) {
      return { email, confidence, by };
    }
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
