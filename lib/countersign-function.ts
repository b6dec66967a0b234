import { Duration, Validations } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Wildcard } from './permissions.ts';

export interface CountersignFunctionProps {
  /** What it is for, in a sentence. */
  readonly description: string;
  readonly code: Code;
  readonly timeout: Duration;
  readonly memoryMegabytes: number;
  /** Names from lambda/environment.ts; never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where others know it by its name. @default CloudFormation's choice */
  readonly roleName?: string;
  /** Everything its role may do besides writing its own log. */
  readonly permissions: readonly PolicyStatement[];
  /** Why each wildcard in the permissions is there. @default none */
  readonly wildcards?: readonly Wildcard[];
}

/**
 * A function with a role of its own that may do what `permissions` say and write to its own log, nothing else. Lambda
 * tries an asynchronous call once: a failed tick of the schedule is made up for by the next, and a late one is worthless.
 */
export function countersignFunction(
  scope: Construct,
  id: string,
  props: CountersignFunctionProps,
): LambdaFunction {
  const logGroup = new LogGroup(scope, `${id}Log`, { retention: RetentionDays.THREE_MONTHS });
  const role = new Role(scope, `${id}Role`, {
    ...(props.roleName !== undefined && { roleName: props.roleName }),
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  for (const statement of props.permissions) role.addToPolicy(statement);
  for (const wildcard of props.wildcards ?? []) Validations.of(role).acknowledge(wildcard);
  return new LambdaFunction(scope, `${id}Function`, {
    description: `Countersign: ${props.description}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: props.code,
    role,
    logGroup,
    timeout: props.timeout,
    memorySize: props.memoryMegabytes,
    environment: { ...props.environment },
    retryAttempts: 0,
    maxEventAge: Duration.seconds(60),
  });
}
