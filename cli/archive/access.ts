import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { SearchAccess } from '../../lambda/adapters/search/client.ts';
import {
  createSecretsManagerClient,
  createSecretsManagerSecrets,
} from '../../lambda/adapters/secrets-manager/secrets.ts';
import type { Archive } from '../../lambda/config/config.ts';
import { ARCHIVE_SECRET, ARCHIVE_SECRET_FIELDS } from '../../lambda/secret-fields.ts';
import { Hindrance } from '../deployment/stored-tables.ts';

/** Instead of the secret in AWS, for clusters that are tried before anything is deployed. */
const VARIABLES = {
  username: 'COUNTERSIGN_ARCHIVE_USERNAME',
  password: 'COUNTERSIGN_ARCHIVE_PASSWORD',
  apiKey: 'COUNTERSIGN_ARCHIVE_API_KEY',
} as const;

/**
 * How the command gets into the archive: signed with the caller's own credentials, or with what stands in the
 * environment or else in the deployment's secret.
 *
 * @param region of the deployment; null: the environment's
 */
export async function accessOf(
  { access, domain }: Archive,
  region: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<SearchAccess> {
  switch (access) {
    case 'none':
      return { kind: 'none' };
    case 'sigv4': {
      const [, , , ofDomain] = domain?.split(':') ?? [];
      const signedFor = ofDomain ?? region ?? environment['AWS_REGION'];
      if (signedFor === undefined)
        throw new Hindrance('archive.domain: missing, expected the ARN of the domain');
      return { kind: 'sigv4', region: signedFor, credentials: fromNodeProviderChain() };
    }
    case 'basic': {
      const username = environment[VARIABLES.username];
      const password = environment[VARIABLES.password];
      if (username !== undefined && password !== undefined) return { kind: 'basic', username, password };
      const fields = await secretFields(region);
      return {
        kind: 'basic',
        username: fields[ARCHIVE_SECRET_FIELDS.basic.username] ?? '',
        password: fields[ARCHIVE_SECRET_FIELDS.basic.password] ?? '',
      };
    }
    case 'api-key': {
      const apiKey = environment[VARIABLES.apiKey];
      if (apiKey !== undefined) return { kind: 'api-key', apiKey };
      return {
        kind: 'api-key',
        apiKey: (await secretFields(region))[ARCHIVE_SECRET_FIELDS['api-key'].apiKey] ?? '',
      };
    }
    default: {
      const unreachable: never = access;
      return unreachable;
    }
  }
}

async function secretFields(region: string | null): Promise<Readonly<Record<string, string>>> {
  const client = createSecretsManagerClient(region === null ? {} : { region });
  const secrets = createSecretsManagerSecrets({ client, clock: { now: () => 0 }, keptMs: 0 });
  const read = await secrets.read(ARCHIVE_SECRET);
  if (read.kind === 'delivered') return read.value;
  const reason = read.kind === 'throttled' ? 'AWS asks to wait' : read.reason;
  throw new Hindrance(`${ARCHIVE_SECRET}: ${reason}; or set ${Object.values(VARIABLES).join(', ')}`);
}
