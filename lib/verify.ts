import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import { DEPLOYED_FILE } from './handlers.ts';
import * as permissions from './permissions.ts';
import { VERIFY_TIMEOUT } from './verify-queue.ts';

/**
 * A new account may run ten functions at once. Pushes wait up to a minute each, so they must leave room for the drain.
 */
const MAXIMUM_AT_ONCE = 5;

/** Does what an answer in Slack asks for: the push, its outcome, the messages. */
export function addVerify(scope: Construct, backend: Backend): IFunction {
  const { verify, investigate, tables, secrets, partition } = backend;
  const verifier = countersignFunction(scope, 'Verify', {
    description: 'acts on answers: push, outcome, messages',
    code: backend.code.verify,
    timeout: VERIFY_TIMEOUT,
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.investigateQueueUrl]: investigate.queue.queueUrl,
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.journalTable]: tables.journal.tableName,
      [ENVIRONMENT.slackTokenSecret]: secrets.slackToken,
      [ENVIRONMENT.duoSecret]: secrets.duo,
      [ENVIRONMENT.pagerDutySecret]: secrets.pagerDuty,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
    },
    permissions: [
      permissions.maySend(verify.queue, investigate.queue),
      ...permissions.mayKeepState(tables.state),
      permissions.mayAppendToJournal(tables.journal),
      permissions.mayReadSecrets(secrets.slackToken, secrets.duo, secrets.pagerDuty),
      permissions.mayPublishMetrics(),
    ],
    wildcards: [permissions.wildcardReasons(partition).metrics],
  });
  verifier.addEventSource(
    new SqsEventSource(verify.queue, {
      batchSize: 1,
      maxConcurrency: MAXIMUM_AT_ONCE,
      reportBatchItemFailures: true,
    }),
  );
  return verifier;
}
