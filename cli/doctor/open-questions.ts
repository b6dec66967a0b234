import { SQSClient } from '@aws-sdk/client-sqs';
import { outcomeOfAwsError } from '../../lambda/adapters/aws/error-outcome.ts';
import { memberCredentials } from '../../lambda/adapters/aws/member-credentials.ts';
import { createAwsOrganizationAccounts } from '../../lambda/adapters/aws/organization-accounts.ts';
import type { AwsCredentials } from '../../lambda/adapters/aws/sign-request.ts';
import { createDynamoCanaries } from '../../lambda/adapters/dynamodb/canaries.ts';
import { createEventBridgeDeployedRules } from '../../lambda/adapters/eventbridge/deployed-rules.ts';
import type { Fetch } from '../../lambda/adapters/http/exchange.ts';
import {
  createSecretsManagerClient,
  createSecretsManagerSecrets,
} from '../../lambda/adapters/secrets-manager/secrets.ts';
import type { MemberPlace } from '../../lambda/config/member-places.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { delivered, type Outcome } from '../../lambda/ports/outcome.ts';
import { type KnownPlaces, knownPlaces } from '../../lambda/workflows/known-places.ts';
import type { DeployableConfig } from '../../lib/deployable.ts';
import { externalId, partitionOfKnown, READ_ROLE } from '../../lib/names.ts';
import { openTables } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { Questions } from './examine.ts';
import { examineSecrets } from './examine-secrets.ts';
import { hearingClock } from './hearing-clock.ts';
import { memberQuestions } from './member-questions.ts';
import { securityQuestions } from './security-questions.ts';

/** The real ones: AWS with the caller's credentials, the vendors with the deployment's secrets. */
export function openQuestions(config: DeployableConfig, fetch: Fetch, clock: Clock): Questions {
  const { account, region } = config.security;
  const credentials = memberCredentials(
    {
      roleName: READ_ROLE,
      externalId: externalId(account),
      sessionName: 'countersign-doctor',
      sts: { region },
    },
    clock,
  );
  const client = createSecretsManagerClient({ region });
  const secrets = createSecretsManagerSecrets({ client, clock, keptMs: 0 });
  const hearing = hearingClock(fetch, clock);
  return {
    members: memberQuestions(credentials),
    security: securityQuestions(region),
    deployedRules: createEventBridgeDeployedRules(credentials),
    canaries: (places) => lastArrivals(region, places),
    places: () => placesOf(config, fetch, clock),
    async vendors() {
      const found = await examineSecrets(secrets, { fetch: hearing.fetch, clock, config }, config);
      client.destroy();
      return [...found, hearing.judge()];
    },
    now: clock.now,
  };
}

async function lastArrivals(
  region: string,
  places: readonly MemberPlace[],
): Promise<Outcome<ReadonlyMap<string, number>>> {
  const tables = await openTables({ config: null, data: null, region });
  try {
    const table = await tables.table('state');
    return delivered(await createDynamoCanaries(table).lastArrivals(places));
  } catch (thrown) {
    return outcomeOfAwsError(thrown);
  } finally {
    await tables.close();
  }
}

async function placesOf(config: DeployableConfig, fetch: Fetch, clock: Clock): Promise<KnownPlaces> {
  if (config.organization === null) return knownPlaces(config, null);
  const { region } = config.security;
  try {
    const credentials = await ownCredentials(region);
    const partition = partitionOfKnown(region);
    return await knownPlaces(config, createAwsOrganizationAccounts({ fetch, clock, credentials, partition }));
  } catch (thrown) {
    const known = await knownPlaces(config, null);
    return { ...known, problem: `the organisation's accounts could not be listed: ${messageOf(thrown)}` };
  }
}

/** Those that every question is asked with, or that let into the role it is asked as. @throws Error without any */
export async function ownCredentials(region: string): Promise<AwsCredentials> {
  const client = new SQSClient({ region });
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
    return { accessKeyId, secretAccessKey, sessionToken };
  } finally {
    client.destroy();
  }
}
