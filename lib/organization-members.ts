import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnStackSet } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import type { Organization } from '../lambda/config/config.ts';
import { regionsOf } from '../lambda/config/member-places.ts';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import { type DeployableConfig, globalRegion } from './deployable.ts';
import { memberTemplates } from './member-template.ts';

/** A longer body must be read from a bucket. Source: "AWS CloudFormation quotas". */
export const MAXIMUM_INLINE_BYTES = 51_200;

/**
 * StackSets that bring the member stack to every account of the organisation's units, also those that join later. The
 * security account administers them on behalf of the organisation ("Register a delegated administrator"). They skip
 * the management account ("Service-managed permissions"), which gets stacks of its own.
 */
export function addOrganizationMembers(
  scope: Construct,
  config: DeployableConfig,
  organization: Organization,
  patterns: MemberPatterns,
): void {
  const templates = memberTemplates(config, patterns, scope.node.getAllContext());
  const global = globalRegion(config);
  const others = regionsOf(config, organization.regions).filter((region) => region !== global);
  const { units } = organization;
  stackSet(scope, 'GlobalMembers', 'countersign-member-global', templates.global, units, [global]);
  if (others.length > 0) {
    stackSet(scope, 'RegionalMembers', 'countersign-member', templates.regional, units, others);
  }
}

function stackSet(
  scope: Construct,
  id: string,
  stackSetName: string,
  template: string,
  units: readonly string[],
  regions: readonly string[],
): void {
  new CfnStackSet(scope, id, {
    stackSetName,
    description: 'Countersign: calls of an account and region',
    permissionModel: 'SERVICE_MANAGED',
    callAs: 'DELEGATED_ADMIN',
    autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
    managedExecution: { Active: true },
    capabilities: ['CAPABILITY_NAMED_IAM'],
    operationPreferences: {
      regionConcurrencyType: 'PARALLEL',
      maxConcurrentPercentage: 25,
      failureTolerancePercentage: 10,
    },
    stackInstancesGroup: [
      { deploymentTargets: { organizationalUnitIds: [...units] }, regions: [...regions] },
    ],
    ...(Buffer.byteLength(template) <= MAXIMUM_INLINE_BYTES
      ? { templateBody: template }
      : { templateUrl: inBucket(scope, `${id}Template`, template) }),
  });
}

/** In the bucket that the CDK's bootstrap made for the security stack's files; its name follows from the content. */
function inBucket(scope: Construct, id: string, template: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-stackset-'));
  const path = join(folder, 'countersign-member.template.json');
  writeFileSync(path, template);
  const { httpUrl } = new Asset(scope, id, { path });
  rmSync(folder, { recursive: true });
  return httpUrl;
}
