import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import { DEPLOYED_FILE, DEPLOYED_NETWORKS } from './handlers.ts';
import * as permissions from './permissions.ts';
import { schedule } from './schedule.ts';

/** Shorter than the time between two drains, so that they hardly ever meet. */
export const DRAIN_TIMEOUT = Duration.seconds(110);
export const DRAIN_INTERVAL = Duration.minutes(2);

/** Empties the queue every two minutes: decides, asks, pages, and watches the deadlines. */
export function addDrain(scope: Construct, backend: Backend): IFunction {
  const { events, verify, investigate, tables, secrets, partition } = backend;
  const wildcards = permissions.wildcardReasons(partition);
  const drain = countersignFunction(scope, 'Drain', {
    description: 'empties the queue, decides, asks and pages',
    code: backend.code.drain,
    timeout: DRAIN_TIMEOUT,
    memoryMegabytes: 1_024,
    environment: {
      [ENVIRONMENT.queueUrl]: events.queues.map(({ queueUrl }) => queueUrl).join(' '),
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.investigateQueueUrl]: investigate.queue.queueUrl,
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.journalTable]: tables.journal.tableName,
      [ENVIRONMENT.slackTokenSecret]: secrets.slackToken,
      [ENVIRONMENT.pagerDutySecret]: secrets.pagerDuty,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      [ENVIRONMENT.networksFile]: DEPLOYED_NETWORKS,
    },
    permissions: [
      permissions.mayReceive(...events.queues),
      permissions.maySend(verify.queue, investigate.queue),
      ...permissions.mayKeepState(tables.state),
      permissions.mayAppendToJournal(tables.journal),
      permissions.mayReadSecrets(secrets.slackToken, secrets.pagerDuty),
      permissions.mayPublishMetrics(),
      permissions.mayConfirmSubscriptions(partition),
    ],
    wildcards: [wildcards.metrics, wildcards.topics],
  });
  schedule(scope, 'Drain', { every: DRAIN_INTERVAL, target: drain, description: 'drains the queue' });
  return drain;
}
