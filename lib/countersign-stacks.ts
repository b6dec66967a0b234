import type { App } from 'aws-cdk-lib';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import type { HandlerCode } from './backend.ts';
import { CisStack } from './cis-stack.ts';
import { type DeployableConfig, globalRegion, stackPlaces } from './deployable.ts';
import { MemberStack } from './member-stack.ts';
import { eventsQueueArn } from './names.ts';
import { queueOf } from './queue-shares.ts';
import { SecurityStack } from './security-stack.ts';

export interface CountersignStacksProps {
  readonly config: DeployableConfig;
  readonly patterns: MemberPatterns;
  readonly code: HandlerCode;
  /** @default no function names its version */
  readonly version?: string;
}

export interface CountersignStacks {
  readonly security: SecurityStack;
  readonly members: readonly MemberStack[];
  readonly cis: readonly CisStack[];
}

/**
 * One security stack; a member stack for every account and region of the configuration, or, where StackSets bring
 * them, for those of the management account alone; and CIS monitoring where an account's trail is known.
 */
export function addStacks(app: App, props: CountersignStacksProps): CountersignStacks {
  const { config, patterns } = props;
  const { security, accounts, cis, organization } = config;
  const management = organization?.managementAccount;
  const global = globalRegion(config);
  return {
    security: new SecurityStack(app, 'CountersignSecurity', props),
    members: stackPlaces(config).map((place) => {
      const isGlobal = place.region === global;
      return new MemberStack(app, `CountersignMember-${place.account}-${place.region}`, {
        place,
        isGlobal,
        patterns: isGlobal ? patterns.global : patterns.regional,
        queueArn: eventsQueueArn(security, queueOf(config, place.account)),
        securityAccount: security.account,
        ...(isGlobal &&
          place.account === management &&
          management !== security.account && { tamperEmails: security.alarmEmails }),
      });
    }),
    cis: accounts.flatMap(({ id, trail }) =>
      trail === null || trail === undefined
        ? []
        : [
            new CisStack(app, `CountersignCis-${id}`, {
              place: { account: id, region: trail.region },
              logGroup: trail.logGroup,
              unauthorizedCalls: cis.unauthorizedCalls,
              isManagement: id === management,
            }),
          ],
    ),
  };
}
