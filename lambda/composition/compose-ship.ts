import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createDynamoJournal } from '../adapters/dynamodb/journal.ts';
import { createDynamoQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { createSearchClient, type SearchAccess, secretsIn } from '../adapters/search/client.ts';
import { createSearchIndex } from '../adapters/search/search-index.ts';
import { withSecret } from '../adapters/secrets-manager/with-secret.ts';
import type { Archive, Config } from '../config/config.ts';
import { ENVIRONMENT } from '../environment.ts';
import { delivered } from '../ports/outcome.ts';
import type { SearchIndex } from '../ports/search-index.ts';
import { ARCHIVE_SECRET_FIELDS } from '../secret-fields.ts';
import type { ShipJournalPorts } from '../workflows/ship-journal.ts';
import { QUARANTINE_KEPT_MS } from './compose-drain.ts';
import { stateTable } from './compose-verify.ts';
import { type Runtime, required, sqsQueue } from './runtime.ts';

/** Of one bulk request; two attempts and what is to be written then fit into the function's time. */
const TIMEOUT_MS = 20_000;

/** @throws Error when the deployment ships nowhere */
export function composeShip(runtime: Runtime, config: Config): ShipJournalPorts {
  const { archive } = config;
  if (archive === null) throw new Error('the configuration names no archive');
  const table = stateTable(runtime);
  const journal = { ...table, name: required(runtime, ENVIRONMENT.journalTable) };
  return {
    index: searchIndexOf(runtime, archive),
    quarantine: createDynamoQuarantine(table, { keptMs: QUARANTINE_KEPT_MS }),
    journal: createDynamoJournal(journal, config.journal),
    later: sqsQueue(runtime, ENVIRONMENT.shipLaterQueueUrl),
    metrics: createCloudWatchMetrics(createCloudWatchClient()),
    clock: runtime.clock,
    sleep: runtime.sleep,
    prefix: archive.prefix,
  };
}

function searchIndexOf(runtime: Runtime, archive: Archive): SearchIndex {
  const open = (access: SearchAccess) =>
    createSearchIndex(
      createSearchClient({ url: archive.url, access, timeoutMs: TIMEOUT_MS }),
      secretsIn(access),
    );
  switch (archive.access) {
    case 'none':
      return open({ kind: 'none' });
    case 'sigv4':
      return open(signed(runtime, archive));
    case 'basic':
      return withAccess(runtime, open, (fields) => ({
        kind: 'basic',
        username: fields[ARCHIVE_SECRET_FIELDS.basic.username] ?? '',
        password: fields[ARCHIVE_SECRET_FIELDS.basic.password] ?? '',
      }));
    case 'api-key':
      return withAccess(runtime, open, (fields) => ({
        kind: 'api-key',
        apiKey: fields[ARCHIVE_SECRET_FIELDS['api-key'].apiKey] ?? '',
      }));
    default: {
      const unreachable: never = archive.access;
      return unreachable;
    }
  }
}

/** Signed for the domain's region, with the function's own credentials, which Lambda keeps fresh for the life of one environment. */
function signed(runtime: Runtime, { domain }: Archive): SearchAccess {
  const credentials = {
    accessKeyId: required(runtime, ENVIRONMENT.awsAccessKeyId),
    secretAccessKey: required(runtime, ENVIRONMENT.awsSecretAccessKey),
    sessionToken: runtime.environment[ENVIRONMENT.awsSessionToken],
  };
  const [, , , region = required(runtime, ENVIRONMENT.awsRegion)] = domain?.split(':') ?? [];
  return { kind: 'sigv4', region, credentials: async () => credentials };
}

/** While the secret cannot be read everything waits. */
function withAccess(
  runtime: Runtime,
  open: (access: SearchAccess) => SearchIndex,
  accessOf: (fields: Readonly<Record<string, string>>) => SearchAccess,
): SearchIndex {
  const name = required(runtime, ENVIRONMENT.archiveSecret);
  const use = withSecret(runtime.secrets, name, (fields) => open(accessOf(fields)));
  return {
    async add(documents) {
      const outcome = await use(async (index) => delivered(await index.add(documents)));
      if (outcome.kind === 'delivered') return outcome.value;
      const reason = outcome.kind === 'throttled' ? 'the secret is read too often' : outcome.reason;
      return documents.map(() => ({ kind: 'later', reason }));
    },
  };
}
