import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import type { DeployableConfig } from './deployable.ts';
import { DEPLOYED_FILE } from './handlers.ts';
import { externalId, READ_ROLE } from './names.ts';
import * as permissions from './permissions.ts';
import { schedule } from './schedule.ts';

export const COMPARISON_INTERVAL = Duration.hours(1);

/** Asks every account and region which rules it has, and compares them with the catalogue's. */
export function addComparison(
  scope: Construct,
  backend: Backend,
  { security, organization }: DeployableConfig,
): IFunction {
  const { partition } = backend;
  const wildcards = permissions.wildcardReasons(partition);
  const compare = countersignFunction(scope, 'Compare', {
    description: 'compares the rules of every account with the catalogue',
    code: backend.code.compare,
    // 16 places at a time and half a second for each: 20,000 places take eleven minutes.
    timeout: Duration.minutes(14),
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      [ENVIRONMENT.readRole]: READ_ROLE,
      [ENVIRONMENT.externalId]: externalId(security.account),
    },
    permissions: [
      permissions.mayAssumeReadRoles(partition),
      permissions.mayPublishMetrics(),
      ...permissions.mayListAccounts(partition, organization),
    ],
    wildcards: [
      wildcards.metrics,
      wildcards.reading,
      ...permissions.accountListingReasons(partition, organization),
    ],
  });
  schedule(scope, 'Compare', {
    every: COMPARISON_INTERVAL,
    target: compare,
    description: 'compares deployed rules with the catalogue',
  });
  return compare;
}
