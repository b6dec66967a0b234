import type { Principal } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import type { Confidence, Person } from './person.ts';

type Overrides = Config['people']['overrides'];

interface Key {
  readonly text: string | null;
  readonly by: string;
  readonly confidence: Confidence;
}

/**
 * The person whom the configuration names for a principal: by ARN first, then by Identity Center user id, then by
 * name. A session name whose caller chose it finds its person with low confidence, like any other chosen name. Of a
 * principal of another account only the ARN counts: there anybody can create a user named `alice`.
 */
export function overriddenPerson(principal: Principal, overrides: Overrides): Person | null {
  if (Object.keys(overrides).length === 0) return null;
  for (const { text, by, confidence } of keysOf(principal)) {
    const email = overriddenName(text, overrides);
    if (email !== null) {
      return { email, confidence, by };
    }
  }
  return null;
}

function keysOf(principal: Principal): readonly Key[] {
  const arns: Key[] = [
    { text: principal.arn, by: 'override for its ARN', confidence: 'highest' },
    { text: principal.roleArn, by: 'override for the ARN of its role', confidence: 'highest' },
  ];
  if (principal.kind === 'cross-account' || principal.kind === 'anonymous') {
    return arns;
  }
  const chosen: Confidence = principal.kind === 'sso' ? 'highest' : 'low';
  return [
    ...arns,
    { text: principal.onBehalfOf, by: 'override for its Identity Center user', confidence: 'highest' },
    { text: principal.userName, by: 'override for its user name', confidence: 'highest' },
    { text: principal.sourceIdentity, by: 'override for its source identity', confidence: 'highest' },
    { text: principal.sessionName, by: 'override for its session name', confidence: chosen },
    { text: principal.roleName, by: 'override for the name of its role', confidence: 'highest' },
  ];
}

/** The person whom the configuration names for a text. Only the table's own keys: a session may be named `constructor`. */
export function overriddenName(text: string | null, overrides: Overrides): string | null {
  if (text === null) {
    return null;
  }
  const key = [text, text.normalize('NFKC').toLowerCase()].find((name) => Object.hasOwn(overrides, name));
  const email = key === undefined ? undefined : overrides[key];
  return email === undefined ? null : email.normalize('NFKC').trim().toLowerCase();
}
