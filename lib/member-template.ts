import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import type { DeployableConfig } from './deployable.ts';
import { MemberStack } from './member-stack.ts';
import { eventsQueueArn } from './names.ts';

/** The member stack as CloudFormation templates, for one region and for all others. */
export interface MemberTemplates {
  readonly global: string;
  readonly regional: string;
}

/**
 * Templates that deploy into whatever account and region, by StackSets, Terraform or hand.
 *
 * @param queue number of the queue that the accounts deliver to
 * @param context the feature flags of cdk.json, so that the same stack comes out as by the CDK's own deployment
 */
export function memberTemplates(
  config: DeployableConfig,
  patterns: MemberPatterns,
  context: Readonly<Record<string, unknown>>,
  queue = 0,
): MemberTemplates {
  const template = (isGlobal: boolean): string => {
    const outdir = mkdtempSync(join(tmpdir(), 'countersign-template-'));
    const app = new App({
      outdir,
      context,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
    });
    new MemberStack(app, 'CountersignMember', {
      place: null,
      isGlobal,
      patterns: isGlobal ? patterns.global : patterns.regional,
      queueArn: eventsQueueArn(config.security, queue),
      securityAccount: config.security.account,
    });
    const { template: content } = app.synth().getStackArtifact('CountersignMember');
    rmSync(outdir, { recursive: true });
    return `${JSON.stringify(content)}\n`;
  };
  return { global: template(true), regional: template(false) };
}
