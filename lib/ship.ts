import { Duration } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Archive } from '../lambda/config/config.ts';
import { ENVIRONMENT } from '../lambda/environment.ts';
import { ARCHIVE_SECRET, ARCHIVE_SECRET_FIELDS } from '../lambda/secret-fields.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import { deadLetterQueue, RETENTION } from './dead-letter-queue.ts';
import { DEPLOYED_FILE } from './handlers.ts';
import * as permissions from './permissions.ts';
import { addShipAlarms } from './ship-alarms.ts';
import { emptySecret } from './vendor-secrets.ts';

/** A bulk request may take 20 seconds, and a busy cluster is asked three times. */
const SHIP_TIMEOUT = Duration.seconds(90);
/** Between two attempts at what waits for a cluster that is away. */
const RETRY_EVERY = Duration.minutes(20);
/** The most that SQS allows: 1,000 attempts are as long as the queue keeps a message. */
const MOST_RECEIVES = 1_000;
const ENTRIES_AT_ONCE = 250;
const GATHERED_FOR = Duration.seconds(10);
/** A stream keeps its records for a day; a batch fails only when SQS or the quarantine is away. */
const STREAM_RETRIES = 1_000;

/**
 * Ships the journal's stream to the archive. A stream keeps 24 hours and a batch that fails holds up those behind it, so
 * what the cluster does not take is remembered by its id in a queue that keeps 14 days, and the stream goes on; the
 * entries themselves stay in the journal.
 */
export function addShip(scope: Construct, backend: Backend, archive: Archive, action: IAlarmAction): void {
  const { tables, partition } = backend;
  const deadLetters = deadLetterQueue(scope, 'ShipDeadLetters');
  const later = new Queue(scope, 'ShipLaterQueue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    visibilityTimeout: RETRY_EVERY,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_RECEIVES },
  });
  const secret = secretOf(scope, archive);
  const stream = tables.journalStream;
  const ship = countersignFunction(scope, 'Ship', {
    description: 'brings the journal into the archive',
    code: backend.code.ship,
    timeout: SHIP_TIMEOUT,
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.journalTable]: tables.journal.tableName,
      [ENVIRONMENT.shipLaterQueueUrl]: later.queueUrl,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      ...(secret !== null && { [ENVIRONMENT.archiveSecret]: secret }),
    },
    permissions: [
      permissions.maySend(later),
      permissions.mayFindInJournal(tables.journal),
      permissions.mayQuarantine(tables.state),
      permissions.mayPublishMetrics(),
      ...(secret === null ? [] : [permissions.mayReadSecrets(secret)]),
      ...(archive.domain === null ? [] : [permissions.mayWriteDomain(archive.domain)]),
      ...permissions.mayReadStream(stream),
    ],
    wildcards: [permissions.wildcardReasons(partition).metrics],
  });
  new EventSourceMapping(scope, 'ShipStream', {
    target: ship,
    eventSourceArn: stream,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: ENTRIES_AT_ONCE,
    maxBatchingWindow: GATHERED_FOR,
    retryAttempts: STREAM_RETRIES,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    onFailure: new SqsDlq(deadLetters),
  });
  ship.addEventSource(
    new SqsEventSource(later, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
  );
  addShipAlarms(scope, { ship, later, deadLetters }, action);
}

/** Null where the function is known by its role, or by nothing. */
function secretOf(scope: Construct, { access }: Archive): string | null {
  switch (access) {
    case 'basic':
      return emptySecret(scope, ARCHIVE_SECRET_FIELDS.basic, ARCHIVE_SECRET, 'user of the archive');
    case 'api-key':
      return emptySecret(scope, ARCHIVE_SECRET_FIELDS['api-key'], ARCHIVE_SECRET, 'API key of the archive');
    case 'sigv4':
    case 'none':
      return null;
    default: {
      const unreachable: never = access;
      return unreachable;
    }
  }
}
