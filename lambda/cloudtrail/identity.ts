import { accountId, accountOfArn } from './account.ts';
import type { Principal, PrincipalKind } from './api-call.ts';
import { isRoleArn, lastPart, resourceAt } from './arn.ts';
import type { JsonObject } from './json.ts';
import { objectOf, textOf } from './json.ts';
import { labelOf } from './label.ts';
import { kindOf } from './principal-kind.ts';

/** Written instead of what was typed as user name of a failed sign-in: it might have been a password. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const ASSUMED_ROLE = 'assumed-role/';
const FEDERATED_USER = 'federated-user/';

/** Reads `userIdentity` and what else of a record tells who called. `recipient` is the account that got the record. */
export function principalOf(record: JsonObject, recipient: string | null): Principal {
  return new RecordedPrincipal(record, recipient);
}

/** Whoever nothing is known of. */
export const NOBODY: Principal = {
  kind: 'anonymous',
  type: '',
  arn: null,
  accountId: null,
  userName: null,
  sessionName: null,
  roleArn: null,
  roleName: null,
  accessKeyId: null,
  sourceIdentity: null,
  onBehalfOf: null,
  invokedBy: null,
  mfa: false,
  label: 'unknown caller',
};

/** Read when it is asked for: to know whom to ask takes three fields of the fourteen. */
class RecordedPrincipal implements Principal {
  readonly #record: JsonObject;
  readonly #recipient: string | null;
  readonly #identity: JsonObject;
  #kind: PrincipalKind | null = null;

  constructor(record: JsonObject, recipient: string | null) {
    this.#record = record;
    this.#recipient = recipient;
    this.#identity = objectOf(record['userIdentity']);
  }

  get kind(): PrincipalKind {
    this.#kind ??= kindOf(this, this.#record, this.#recipient);
    return this.#kind;
  }

  get type(): string {
    return textOf(this.#identity['type']) ?? '';
  }

  get arn(): string | null {
    return textOf(this.#identity['arn']);
  }

  get accountId(): string | null {
    return accountId(this.#identity['accountId']) ?? accountOfArn(this.arn);
  }

  get userName(): string | null {
    const name = textOf(this.#identity['userName']);
    if (name === null && this.type === 'IAMUser') return userInArn(this.arn);
    return name === HIDDEN ? null : name;
  }

  get sessionName(): string | null {
    return sessionNameOf(this.type, this.arn, textOf(this.#identity['principalId']));
  }

  get roleArn(): string | null {
    return roleArnOf(this.type, this.arn, textOf(issuerOf(this.#identity)['arn']));
  }

  get roleName(): string | null {
    return roleNameOf(this.type, this.arn, this.roleArn, textOf(issuerOf(this.#identity)['userName']));
  }

  get accessKeyId(): string | null {
    return textOf(this.#identity['accessKeyId']);
  }

  get sourceIdentity(): string | null {
    return textOf(sessionOf(this.#identity)['sourceIdentity']);
  }

  get onBehalfOf(): string | null {
    return textOf(objectOf(this.#identity['onBehalfOf'])['userId']);
  }

  get invokedBy(): string | null {
    return textOf(this.#identity['invokedBy']);
  }

  get mfa(): boolean {
    return mfaOf(sessionOf(this.#identity), this.#record);
  }

  get label(): string {
    return labelOf(this, this.#identity['userName'] === HIDDEN);
  }
}

/** Some records of a user have his ARN alone. */
function userInArn(arn: string | null): string | null {
  const at = arn === null ? -1 : resourceAt(arn, 'iam');
  return arn !== null && at >= 0 && arn.startsWith('user/', at) ? textOf(lastPart(arn)) : null;
}

function sessionOf(identity: JsonObject): JsonObject {
  return objectOf(identity['sessionContext']);
}

function issuerOf(identity: JsonObject): JsonObject {
  return objectOf(sessionOf(identity)['sessionIssuer']);
}

function roleArnOf(type: string, arn: string | null, issuerArn: string | null): string | null {
  if (issuerArn !== null && isRoleArn(issuerArn)) {
    return issuerArn;
  }
  return type === 'Role' && arn !== null && isRoleArn(arn) ? arn : null;
}

/** The path of a role is in `roleArn` alone: the ARN of a session drops it. */
function roleNameOf(type: string, arn: string | null, roleArn: string | null, issuerName: string | null) {
  if (type !== 'AssumedRole' && type !== 'Role') {
    return null;
  }
  // `roleArn` has been found to be the ARN of a role.
  if (roleArn !== null) return lastPart(roleArn);
  const at = arn === null ? -1 : sessionAt(arn);
  return issuerName ?? (at < 0 ? null : textOf(arn?.slice(at).split('/', 1)[0]));
}

/** After the last `/` of the ARN, or after the `:` of the principal id where a record has no ARN. */
function sessionNameOf(type: string, arn: string | null, principalId: string | null): string | null {
  if (arn !== null && sessionAt(arn) >= 0) {
    return textOf(lastPart(arn));
  }
  if (principalId === null || (type !== 'AssumedRole' && type !== 'FederatedUser')) {
    return null;
  }
  const colon = principalId.indexOf(':');
  return colon === -1 ? null : textOf(principalId.slice(colon + 1));
}

/** Where in the ARN of a session `Role/session`, or the name of a federated user, begins; -1 in other text. */
function sessionAt(arn: string): number {
  const at = resourceAt(arn, 'sts');
  if (at < 0) return -1;
  const kind = arn.startsWith(ASSUMED_ROLE, at) ? ASSUMED_ROLE : FEDERATED_USER;
  const begin = at + kind.length;
  return arn.startsWith(kind, at) && begin < arn.length ? begin : -1;
}

/** `mfaAuthenticated` is a text; a sign-in says `MFAUsed` instead, `Yes` or `YES`. */
function mfaOf(session: JsonObject, record: JsonObject): boolean {
  const authenticated = objectOf(session['attributes'])['mfaAuthenticated'];
  const used = textOf(objectOf(record['additionalEventData'])['MFAUsed']);
  return authenticated === 'true' || authenticated === true || used?.toLowerCase() === 'yes';
}
