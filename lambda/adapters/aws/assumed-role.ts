import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { type AwsPlace, awsClientConfig } from './client-config.ts';

export interface RoleToAssume {
  readonly arn: string;
  readonly externalId: string;
  /** Who assumes it, as CloudTrail will show. */
  readonly sessionName: string;
  /** Where STS is asked. */
  readonly sts: AwsPlace & { readonly region: string };
}

/** What the SDK's clients take as `credentials`. */
export type CredentialProvider = () => ReturnType<ReturnType<typeof fromTemporaryCredentials>>;

/** New credentials are got this long before the old ones end; milliseconds. */
const AHEAD_MS = 5 * 60_000;

/**
 * Credentials of a role, got with the caller's own, once for all clients that are given the provider. A refusal is
 * thrown to each of them as the SDK throws it.
 */
export function assumedRole(role: RoleToAssume, now: () => number): CredentialProvider {
  const { region, credentials, ...sts } = role.sts;
  const fresh = fromTemporaryCredentials({
    ...(credentials !== undefined && { masterCredentials: credentials }),
    params: { RoleArn: role.arn, RoleSessionName: role.sessionName, ExternalId: role.externalId },
    clientConfig: { region, ...awsClientConfig(sts) },
  });
  let held: ReturnType<CredentialProvider> | null = null;
  const assume = (): ReturnType<CredentialProvider> => {
    const assumed = fresh();
    held = assumed;
    // An account may let the caller in later.
    assumed.catch(() => {
      if (held === assumed) held = null;
    });
    return assumed;
  };
  return async () => {
    const { expiration } = await (held ?? assume());
    const isOver = expiration !== undefined && expiration.getTime() - AHEAD_MS < now();
    return await (isOver || held === null ? assume() : held);
  };
}
