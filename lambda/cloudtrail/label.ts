import type { Principal } from './api-call.ts';
import { onOneLine } from './plain-text.ts';

/** Texts from a record are cut: IAM's longest names have 64 characters, an e-mail at most 254. */
const LONGEST = 100;

/** The principal in one line for people, such as `ana@example.com via AWSReservedSSO_Admin`. Never empty. */
export function labelOf(principal: Omit<Principal, 'label'>, nameHidden: boolean): string {
  const line = ownLabelOf(principal, nameHidden);
  return principal.kind === 'cross-account' && principal.accountId !== null
    ? `${line} of account ${principal.accountId}`
    : line;
}

function ownLabelOf(principal: Omit<Principal, 'label'>, nameHidden: boolean): string {
  switch (principal.type) {
    case 'Root':
      return `root of ${principal.accountId ?? 'an unknown account'}`;
    case 'IAMUser':
      return nameHidden
        ? 'IAM user (name hidden by AWS)'
        : `IAM user ${shown(nameOf(principal)) ?? 'without a name'}`;
    case 'AssumedRole':
    case 'Role':
      return roleLabelOf(principal);
    case 'FederatedUser':
      return `federated user ${shown(principal.sessionName ?? nameOf(principal)) ?? 'without a name'}`;
    case 'SAMLUser':
    case 'WebIdentityUser':
    case 'Directory':
    case 'IdentityCenterUser':
      return `${KIND_NAMES[principal.type]} ${shown(nameOf(principal) ?? principal.onBehalfOf) ?? 'without a name'}`;
    case 'AWSAccount':
      return principal.accountId === null ? 'anonymous caller' : 'a principal';
    default:
      return (
        shown(principal.invokedBy ?? nameOf(principal) ?? principal.onBehalfOf) ??
        (principal.kind === 'service' ? 'an AWS service' : 'unknown caller')
      );
  }
}

const KIND_NAMES = {
  SAMLUser: 'SAML user',
  WebIdentityUser: 'web identity',
  Directory: 'directory user',
  IdentityCenterUser: 'Identity Center user',
};

function roleLabelOf(principal: Omit<Principal, 'label'>): string {
  const role = shown(principal.roleName) ?? 'an unknown role';
  const session = shown(principal.sessionName);
  if (principal.kind === 'service') {
    return `service role ${role}`;
  }
  return session === null ? `role ${role}` : `${session} via ${role.replace(/_[0-9a-f]{16}$/, '')}`;
}

function nameOf({ userName, arn }: Omit<Principal, 'label'>): string | null {
  return userName ?? arn?.split(/[/:]/).at(-1) ?? null;
}

/** Harmless and short; null when nothing is left. */
function shown(text: string | null): string | null {
  const plain = text === null ? '' : onOneLine(text).trim();
  if (plain === '') {
    return null;
  }
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}
