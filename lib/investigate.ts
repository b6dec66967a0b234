import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import { DEPLOYED_FILE, DEPLOYED_NETWORKS } from './handlers.ts';
import { INVESTIGATE_TIMEOUT } from './investigate-queue.ts';
import { externalId, READ_ROLE } from './names.ts';
import * as permissions from './permissions.ts';

/** Two are the fewest that an event source takes: a storm of alerts leaves room for the drain and for pushes. */
const MAXIMUM_AT_ONCE = 2;

/** Finds out what the key of a paged incident did lately, and tells the incident and the channel. */
export function addInvestigate(scope: Construct, backend: Backend, securityAccount: string): IFunction {
  const { verify, investigate, tables, secrets, partition } = backend;
  const wildcards = permissions.wildcardReasons(partition);
  const investigator = countersignFunction(scope, 'Investigate', {
    description: 'tells an incident what its key did lately',
    code: backend.code.investigate,
    timeout: INVESTIGATE_TIMEOUT,
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.investigateQueueUrl]: investigate.queue.queueUrl,
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.journalTable]: tables.journal.tableName,
      [ENVIRONMENT.slackTokenSecret]: secrets.slackToken,
      [ENVIRONMENT.pagerDutySecret]: secrets.pagerDuty,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      [ENVIRONMENT.networksFile]: DEPLOYED_NETWORKS,
      [ENVIRONMENT.readRole]: READ_ROLE,
      [ENVIRONMENT.externalId]: externalId(securityAccount),
    },
    permissions: [
      permissions.maySend(verify.queue, investigate.queue),
      ...permissions.mayKeepState(tables.state),
      permissions.mayAppendToJournal(tables.journal),
      ...permissions.mayReadCredentials(tables.journal),
      permissions.mayReadSecrets(secrets.slackToken, secrets.pagerDuty),
      permissions.mayAssumeReadRoles(partition),
    ],
    wildcards: [wildcards.reading],
  });
  investigator.addEventSource(
    new SqsEventSource(investigate.queue, {
      batchSize: 1,
      maxConcurrency: MAXIMUM_AT_ONCE,
      reportBatchItemFailures: true,
    }),
  );
  return investigator;
}
