import { createTableClient } from '../lambda/adapters/dynamodb/client.ts';
import { createInMemoryMetrics } from '../lambda/adapters/in-memory/metrics.ts';
import { type JsonObject, objectOf, parseJson, textOf } from '../lambda/cloudtrail/json.ts';
import { composeDrain } from '../lambda/composition/compose-drain.ts';
import type { Deployment } from '../lambda/deployment.ts';
import { ENVIRONMENT } from '../lambda/environment.ts';
import { eventOf } from '../lambda/eventbridge/event-of.ts';
import { drain } from '../lambda/workflows/drain.ts';
import type { DrainReport } from '../lambda/workflows/drain-ports.ts';
import { LOCAL_SECRETS, LOCAL_VENDORS, localSecrets } from '../local/pipeline/vendor-settings.ts';
import { createVendors } from '../local/pipeline/vendors.ts';
import { createTables, LOCAL_TABLES } from '../local/servers/create-tables.ts';
import { type QueueServer, startQueueServer } from '../local/servers/queue-server.ts';
import { startTableServer } from '../local/servers/table-server.ts';

/** As long as a Lambda function may run. */
const LIMIT_MS = 15 * 60_000;
/** Longer than the run, so that no message comes twice. */
const HIDDEN_SECONDS = 900;

export interface DrainRate {
  readonly report: DrainReport;
  readonly seconds: number;
}

/** Puts the records into the embedded queue as SNS would, and drains it by the deployed code with stand-ins for vendors. */
export async function drainRate(lines: readonly string[], deployment: Deployment): Promise<DrainRate> {
  const [queues, tables] = await Promise.all([
    startQueueServer({ visibilitySeconds: HIDDEN_SECONDS }),
    startTableServer(),
  ]);
  try {
    await createTables(createTableClient(tables.place));
    for (const line of lines) await queues.put('events', bodyOf(line));
    const ports = composeDrain(runtimeFor(queues, tables), deployment, { metrics: createInMemoryMetrics() });
    const start = performance.now();
    const report = await drain(ports, () => LIMIT_MS - (performance.now() - start));
    return { report, seconds: (performance.now() - start) / 1_000 };
  } finally {
    await Promise.all([queues.close(), tables.close()]);
  }
}

function runtimeFor(
  queues: QueueServer,
  tables: Awaited<ReturnType<typeof startTableServer>>,
): Parameters<typeof composeDrain>[0] {
  const clock = { now: () => Date.now() };
  return {
    environment: {
      [ENVIRONMENT.queueUrl]: queues.urls.events,
      [ENVIRONMENT.verifyQueueUrl]: queues.urls.verify,
      [ENVIRONMENT.investigateQueueUrl]: queues.urls.investigate,
      [ENVIRONMENT.stateTable]: LOCAL_TABLES.state,
      [ENVIRONMENT.journalTable]: LOCAL_TABLES.journal,
      [ENVIRONMENT.slackSigningSecret]: LOCAL_SECRETS.slackSigning,
      [ENVIRONMENT.slackTokenSecret]: LOCAL_SECRETS.slackToken,
      [ENVIRONMENT.duoSecret]: LOCAL_SECRETS.duo,
      [ENVIRONMENT.pagerDutySecret]: LOCAL_SECRETS.pagerDuty,
    },
    clock,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    fetch: createVendors(clock, null, LOCAL_VENDORS.duo.host).fetch,
    secrets: localSecrets(),
    places: { sqs: queues.place, sns: queues.place, dynamodb: tables.place },
  };
}

function bodyOf(line: string): string {
  const record = recordOf(line);
  const account = textOf(record['recipientAccountId']) ?? '111122223333';
  return JSON.stringify({
    Type: 'Notification',
    MessageId: textOf(record['eventID']) ?? '',
    TopicArn: `arn:aws:sns:us-east-1:${account}:countersign-events`,
    Message: JSON.stringify(eventOf(record)),
  });
}

function recordOf(line: string): JsonObject {
  const parsed = parseJson(line);
  return parsed.ok ? objectOf(parsed.value) : {};
}
