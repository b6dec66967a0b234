import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { objectOf, textOf } from '../cloudtrail/json.ts';
import { isServiceRole } from '../cloudtrail/principal-kind.ts';

/** Something that calls AWS without a person at the keyboard. */
export type Machine =
  | { readonly kind: 'aws-service'; readonly name: string }
  | { readonly kind: 'service-role'; readonly name: string }
  | { readonly kind: 'instance'; readonly name: string }
  | { readonly kind: 'lambda'; readonly name: string }
  /** A program that runs with a role which a service assumed for it. */
  | { readonly kind: 'workload'; readonly name: string }
  | { readonly kind: 'ci'; readonly name: string }
  | { readonly kind: 'kubernetes'; readonly name: string };

/**
 * Identity providers that vouch for programs, by a part of the provider's host. Source: the OpenID Connect pages of
 * each vendor.
 */
const PROGRAM_PROVIDERS: readonly (readonly [host: string, kind: 'ci' | 'kubernetes', name: string])[] = [
  ['token.actions.githubusercontent.com', 'ci', 'GitHub Actions'],
  ['gitlab', 'ci', 'GitLab'],
  ['oidc.circleci.com', 'ci', 'CircleCI'],
  ['agent.buildkite.com', 'ci', 'Buildkite'],
  ['api.bitbucket.org', 'ci', 'Bitbucket Pipelines'],
  ['vstoken.dev.azure.com', 'ci', 'Azure Pipelines'],
  ['app.terraform.io', 'ci', 'HCP Terraform'],
  ['app.harness.io', 'ci', 'Harness'],
  ['oidc.eks.', 'kubernetes', 'a pod of EKS'],
];

/**
 * The program behind a call, or null where there may be a person. Told by what AWS itself writes into the record: a
 * service's role, an instance's session, the identity provider of a federation. Never by the user agent, which its
 * caller chose.
 *
 * @param ancestors whom the credentials came from, as far as that is known: a service that assumed the role runs it
 */
export function machineOf(call: ApiCall, ancestors: readonly Principal[] = []): Machine | null {
  return ownMachineOf(call) ?? serviceAmong(ancestors);
}

function ownMachineOf({ principal, record }: ApiCall): Machine | null {
  // Nothing but a person's sign-in makes these.
  if (principal.kind === 'sso' || principal.kind === 'root') return null;
  if (isServiceRole(principal.roleArn)) {
    return { kind: 'service-role', name: principal.roleName ?? principal.label };
  }
  if (principal.kind === 'service') {
    return { kind: 'aws-service', name: principal.invokedBy ?? principal.label };
  }
  if (principal.kind === 'instance') {
    return { kind: 'instance', name: principal.sessionName ?? principal.label };
  }
  const identity = objectOf(record['userIdentity']);
  if (textOf(objectOf(identity['inScopeOf'])['issuerType']) === 'AWS::Lambda::Function') {
    return { kind: 'lambda', name: principal.sessionName ?? principal.label };
  }
  const federation = objectOf(objectOf(identity['sessionContext'])['webIdFederationData']);
  return programOf(textOf(federation['federatedProvider']) ?? textOf(identity['identityProvider']));
}

/** The program that an identity provider vouches for; null: it may vouch for people. */
function programOf(provider: string | null): Machine | null {
  if (provider === null) return null;
  const host = provider.replace(/^.*:oidc-provider\//, '').toLowerCase();
  const known = PROGRAM_PROVIDERS.find(([part]) => host.startsWith(part));
  return known === undefined ? null : { kind: known[1], name: known[2] };
}

function serviceAmong(ancestors: readonly Principal[]): Machine | null {
  const service = ancestors.find(({ kind }) => kind === 'service');
  if (service === undefined) return null;
  const name = service.invokedBy ?? service.label;
  return name === 'lambda.amazonaws.com' ? { kind: 'lambda', name } : { kind: 'workload', name };
}
