import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import type { DeployableConfig } from './deployable.ts';
import { DEPLOYED_FILE } from './handlers.ts';
import { CANARY_ROLE, CANARY_SENDER_ROLE, externalId } from './names.ts';
import * as permissions from './permissions.ts';
import { schedule } from './schedule.ts';

export const CANARY_INTERVAL = Duration.minutes(15);

/** Makes a harmless call in every account and region, which must come out of the queue again. */
export function addCanary(
  scope: Construct,
  backend: Backend,
  { security, organization }: DeployableConfig,
): IFunction {
  const { tables, partition } = backend;
  const wildcards = permissions.wildcardReasons(partition);
  const canary = countersignFunction(scope, 'Canary', {
    description: 'makes a call in every account that must arrive here',
    code: backend.code.canary,
    roleName: CANARY_SENDER_ROLE,
    timeout: Duration.minutes(5),
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      [ENVIRONMENT.canaryRole]: CANARY_ROLE,
      [ENVIRONMENT.externalId]: externalId(security.account),
    },
    permissions: [
      permissions.mayKeepCanaries(tables.state),
      permissions.mayAssumeCanaryRoles(partition),
      permissions.mayPublishMetrics(),
      ...permissions.mayListAccounts(partition, organization),
    ],
    wildcards: [
      wildcards.metrics,
      wildcards.canaries,
      ...permissions.accountListingReasons(partition, organization),
    ],
  });
  schedule(scope, 'Canary', {
    every: CANARY_INTERVAL,
    target: canary,
    description: 'makes a call in every account and region',
  });
  return canary;
}
