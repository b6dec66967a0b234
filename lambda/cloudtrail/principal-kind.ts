import type { Principal, PrincipalKind } from './api-call.ts';
import { isRoleBelow } from './arn.ts';
import type { JsonObject } from './json.ts';
import { objectOf, textOf } from './json.ts';

type Known = Omit<Principal, 'kind' | 'label'>;

const INSTANCE = /^i-[0-9a-f]{8,17}$/;
/** IAM lets nobody but the service create roles below these paths, so they prove what a name alone does not. */
const SSO_PATH = 'aws-reserved/sso.amazonaws.com/';
const SERVICE_PATH = 'aws-service-role/';
const SSO_NAME = /^AWSReservedSSO_.+_[0-9a-f]{16}$/;
const SSO_SOURCE = /^sso(?:-[a-z]+)?\.amazonaws\.com$/;

/**
 * What kind of identity called. A caller of another account than the one that got the record is `cross-account`
 * whatever else it is: nothing its own account says of it is vouched for here.
 */
export function kindOf(known: Known, record: JsonObject, recipient: string | null): PrincipalKind {
  const kind = ownKindOf(known, record);
  const { accountId } = known;
  const foreign = recipient !== null && accountId !== null && accountId !== recipient;
  return foreign && kind !== 'service' && kind !== 'anonymous' ? 'cross-account' : kind;
}

function ownKindOf(known: Known, record: JsonObject): PrincipalKind {
  switch (known.type) {
    case 'Root':
      return 'root';
    case 'IAMUser':
      return 'iam-user';
    case 'AssumedRole':
    case 'Role':
      return roleKindOf(known, record);
    case 'FederatedUser':
    case 'SAMLUser':
    case 'Directory':
      return 'federated';
    case 'WebIdentityUser':
      return 'web-identity';
    case 'IdentityCenterUser':
      return 'sso';
    case 'AWSAccount':
      return known.accountId === null ? 'anonymous' : 'cross-account';
    case 'AWSService':
      return 'service';
    default:
      return undeclaredKindOf(known, record);
  }
}

function roleKindOf(known: Known, record: JsonObject): PrincipalKind {
  const { roleArn } = known;
  if (roleArn === null ? SSO_NAME.test(known.roleName ?? '') : isRoleBelow(roleArn, SSO_PATH)) {
    return 'sso';
  }
  if (isServiceRole(roleArn)) {
    return 'service';
  }
  const session = objectOf(objectOf(record['userIdentity'])['sessionContext']);
  if (INSTANCE.test(known.sessionName ?? '') || session['ec2RoleDelivery'] !== undefined) {
    return 'instance';
  }
  const provider = textOf(objectOf(session['webIdFederationData'])['federatedProvider']);
  return provider === null ? 'role-session' : 'web-identity';
}

/** Whether only an AWS service can have made the role, and use it. */
export function isServiceRole(roleArn: string | null): boolean {
  return roleArn !== null && isRoleBelow(roleArn, SERVICE_PATH);
}

/** Type `Unknown`, missing, or one that is not documented. */
function undeclaredKindOf(known: Known, record: JsonObject): PrincipalKind {
  if (known.onBehalfOf !== null || SSO_SOURCE.test(textOf(record['eventSource']) ?? '')) {
    return 'sso';
  }
  const byItself = known.invokedBy !== null || record['eventType'] === 'AwsServiceEvent';
  return byItself && known.userName === null && known.arn === null ? 'service' : 'anonymous';
}
