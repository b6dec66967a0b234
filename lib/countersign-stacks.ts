import type { App } from 'aws-cdk-lib';
import type { DerivedPattern } from '../lambda/eventbridge/derived-pattern.ts';
import type { HandlerCode } from './backend.ts';
import { type DeployableConfig, memberPlaces } from './deployable.ts';
import { MemberStack } from './member-stack.ts';
import { eventsQueueArn } from './names.ts';
import { SecurityStack } from './security-stack.ts';

export interface CountersignStacksProps {
  readonly config: DeployableConfig;
  readonly patterns: readonly DerivedPattern[];
  readonly code: HandlerCode;
}

export interface CountersignStacks {
  readonly security: SecurityStack;
  readonly members: readonly MemberStack[];
}

/** One security stack, and a member stack for every account and region of the configuration. */
export function addStacks(app: App, { config, patterns, code }: CountersignStacksProps): CountersignStacks {
  const queueArn = eventsQueueArn(config.security);
  return {
    security: new SecurityStack(app, 'CountersignSecurity', { config, code }),
    members: memberPlaces(config).map(
      (place) =>
        new MemberStack(app, `CountersignMember-${place.account}-${place.region}`, {
          place,
          patterns,
          queueArn,
        }),
    ),
  };
}
