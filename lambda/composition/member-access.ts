import { type MemberCredentials, memberCredentials } from '../adapters/aws/member-credentials.ts';
import { createAwsOrganizationAccounts } from '../adapters/aws/organization-accounts.ts';
import type { AwsCredentials } from '../adapters/aws/sign-request.ts';
import type { Config } from '../config/config.ts';
import { partitionOf } from '../config/regions.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { OrganizationAccounts } from '../ports/organization-accounts.ts';
import { type Runtime, required } from './runtime.ts';

/** Into every account as the role that only reads. */
export function readingIn(runtime: Runtime, sessionName: string): MemberCredentials {
  return memberCredentials(
    {
      roleName: required(runtime, ENVIRONMENT.readRole),
      externalId: required(runtime, ENVIRONMENT.externalId),
      sessionName,
      sts: { region: required(runtime, ENVIRONMENT.awsRegion) },
    },
    runtime.clock,
  );
}

/** The credentials that Lambda gave the function. */
export function ownCredentials(runtime: Runtime): AwsCredentials {
  return {
    accessKeyId: required(runtime, ENVIRONMENT.awsAccessKeyId),
    secretAccessKey: required(runtime, ENVIRONMENT.awsSecretAccessKey),
    sessionToken: runtime.environment[ENVIRONMENT.awsSessionToken],
  };
}

/** The accounts that StackSets reach; null without an organisation. */
export function accountsOf(runtime: Runtime, config: Config): OrganizationAccounts | null {
  if (config.organization === null) return null;
  const partition = partitionOf(required(runtime, ENVIRONMENT.awsRegion)) ?? 'aws';
  const { fetch, clock } = runtime;
  return createAwsOrganizationAccounts({ fetch, clock, credentials: ownCredentials(runtime), partition });
}
