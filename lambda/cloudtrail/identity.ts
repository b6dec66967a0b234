import { accountId, accountOfArn } from './account.ts';
import type { Principal } from './api-call.ts';
import type { JsonObject } from './json.ts';
import { objectOf, textOf } from './json.ts';
import { labelOf } from './label.ts';
import { kindOf } from './principal-kind.ts';

/** Written instead of what was typed as user name of a failed sign-in: it might have been a password. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const ROLE_ARN = /^arn:[^:]*:iam::\d*:role\/(?:.*\/)?([^/]+)$/;
const SESSION_ARN = /^arn:[^:]*:sts::\d*:(?:assumed-role|federated-user)\/(.+)$/;

/** Reads `userIdentity` and what else of a record tells who called. `recipient` is the account that got the record. */
export function principalOf(record: JsonObject, recipient: string | null): Principal {
  const identity = objectOf(record['userIdentity']);
  const session = objectOf(identity['sessionContext']);
  const issuer = objectOf(session['sessionIssuer']);
  const arn = textOf(identity['arn']);
  const type = textOf(identity['type']) ?? '';
  const roleArn = roleArnOf(type, arn, textOf(issuer['arn']));
  const facts = {
    type,
    arn,
    accountId: accountId(identity['accountId']) ?? accountOfArn(arn),
    userName: nameOf(identity['userName']),
    sessionName: sessionNameOf(type, arn, textOf(identity['principalId'])),
    roleArn,
    roleName: roleNameOf(type, arn, roleArn, textOf(issuer['userName'])),
    accessKeyId: textOf(identity['accessKeyId']),
    sourceIdentity: textOf(session['sourceIdentity']),
    onBehalfOf: textOf(objectOf(identity['onBehalfOf'])['userId']),
    invokedBy: textOf(identity['invokedBy']),
    mfa: mfaOf(session, record),
  };
  const principal = { ...facts, kind: kindOf(facts, record, recipient) };
  return { ...principal, label: labelOf(principal, identity['userName'] === HIDDEN) };
}

function nameOf(value: JsonObject[string]): string | null {
  const name = textOf(value);
  return name === HIDDEN ? null : name;
}

function roleArnOf(type: string, arn: string | null, issuerArn: string | null): string | null {
  if (issuerArn !== null && ROLE_ARN.test(issuerArn)) {
    return issuerArn;
  }
  return type === 'Role' && arn !== null && ROLE_ARN.test(arn) ? arn : null;
}

/** The path of a role is in `roleArn` alone: the ARN of a session drops it. */
function roleNameOf(type: string, arn: string | null, roleArn: string | null, issuerName: string | null) {
  if (type !== 'AssumedRole' && type !== 'Role') {
    return null;
  }
  // `roleArn` has been found to be the ARN of a role: its name is what follows the last slash.
  if (roleArn !== null) return roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return issuerName ?? SESSION_ARN.exec(arn ?? '')?.[1]?.split('/', 1)[0] ?? null;
}

/** After the last `/` of the ARN, or after the `:` of the principal id where a record has no ARN. */
function sessionNameOf(type: string, arn: string | null, principalId: string | null): string | null {
  const parts = SESSION_ARN.exec(arn ?? '')?.[1]?.split('/');
  if (parts !== undefined) {
    return textOf(parts.at(-1));
  }
  if (principalId === null || (type !== 'AssumedRole' && type !== 'FederatedUser')) {
    return null;
  }
  const colon = principalId.indexOf(':');
  return colon === -1 ? null : textOf(principalId.slice(colon + 1));
}

/** `mfaAuthenticated` is a text; a sign-in says `MFAUsed` instead, `Yes` or `YES`. */
function mfaOf(session: JsonObject, record: JsonObject): boolean {
  const authenticated = objectOf(session['attributes'])['mfaAuthenticated'];
  const used = textOf(objectOf(record['additionalEventData'])['MFAUsed']);
  return authenticated === 'true' || authenticated === true || used?.toLowerCase() === 'yes';
}
