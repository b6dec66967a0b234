import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';

export interface ScheduleProps {
  readonly every: Duration;
  readonly target: IFunction;
  /** What it does, in a sentence. */
  readonly description: string;
}

/**
 * Calls a function again and again. A tick that could not be delivered within a minute is dropped: the next one does
 * its work.
 */
export function schedule(scope: Construct, id: string, { every, target, description }: ScheduleProps): void {
  const role = new Role(scope, `${id}ScheduleRole`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
  );
  new Schedule(scope, `${id}Schedule`, {
    description: `Countersign: ${description}`,
    scheduleGroup: scheduleGroupOf(scope),
    schedule: ScheduleExpression.rate(every),
    target: new LambdaInvoke(target, {
      role: role.withoutPolicyUpdates(),
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
    }),
  });
}

const GROUP = 'Schedules';

/** All of a stack's schedules are in one group, which has figures of its own. */
export function scheduleGroupOf(scope: Construct): ScheduleGroup {
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild(GROUP);
  return made instanceof ScheduleGroup
    ? made
    : new ScheduleGroup(stack, GROUP, { scheduleGroupName: 'countersign' });
}
