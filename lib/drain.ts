import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import { DEPLOYED_FILE, DEPLOYED_NETWORKS } from './handlers.ts';
import * as permissions from './permissions.ts';

/** Shorter than the time between two drains, so that they hardly ever meet. */
export const DRAIN_TIMEOUT = Duration.seconds(110);
export const DRAIN_INTERVAL = Duration.minutes(2);

/** Empties the queue every two minutes: decides, asks, pages, and watches the deadlines. */
export function addDrain(scope: Construct, backend: Backend): IFunction {
  const { events, verify, tables, secrets, partition } = backend;
  const wildcards = permissions.wildcardReasons(partition);
  const drain = countersignFunction(scope, 'Drain', {
    description: 'empties the queue, decides, asks and pages',
    code: backend.code.drain,
    timeout: DRAIN_TIMEOUT,
    memoryMegabytes: 1_024,
    environment: {
      [ENVIRONMENT.queueUrl]: events.queues.map(({ queueUrl }) => queueUrl).join(' '),
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.journalTable]: tables.journal.tableName,
      [ENVIRONMENT.slackTokenSecret]: secrets.slackToken,
      [ENVIRONMENT.pagerDutySecret]: secrets.pagerDuty,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      [ENVIRONMENT.networksFile]: DEPLOYED_NETWORKS,
    },
    permissions: [
      permissions.mayReceive(...events.queues),
      permissions.maySend(verify.queue),
      ...permissions.mayKeepState(tables.state),
      permissions.mayAppendToJournal(tables.journal),
      permissions.mayReadSecrets(secrets.slackToken, secrets.pagerDuty),
      permissions.mayPublishMetrics(),
      permissions.mayConfirmSubscriptions(partition),
    ],
    wildcards: [wildcards.metrics, wildcards.topics],
  });
  everyTwoMinutes(scope, drain);
  return drain;
}

/** A tick that could not be delivered within a minute is dropped: the next one does its work. */
function everyTwoMinutes(scope: Construct, drain: IFunction): void {
  const role = new Role(scope, 'DrainScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [drain.functionArn] }),
  );
  new Schedule(scope, 'DrainSchedule', {
    description: 'Countersign: drains the queue',
    schedule: ScheduleExpression.rate(DRAIN_INTERVAL),
    target: new LambdaInvoke(drain, {
      role: role.withoutPolicyUpdates(),
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
    }),
  });
}
