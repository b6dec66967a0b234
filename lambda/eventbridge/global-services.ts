import type { Reach } from '../sigma/rule.ts';

/**
 * Services whose calls are recorded in the partition's global region only. The list is short on purpose: a service
 * missing from it costs a few bytes of template, one too many would lose calls. Sign-ins are not on it, they appear in
 * every region. Source: "How do I use an EventBridge rule across Regions", AWS re:Post Knowledge Center; "CloudTrail
 * concepts", global service events.
 */
const GLOBAL_SOURCES: readonly string[] = [
  'account.amazonaws.com',
  'cloudfront.amazonaws.com',
  'iam.amazonaws.com',
  'organizations.amazonaws.com',
  'route53.amazonaws.com',
  'route53domains.amazonaws.com',
];

interface ReachingRule {
  readonly ruleId: string;
  readonly reach: readonly Reach[];
}

/** The rules without what only the global region can deliver. */
export function regionalReach(rules: readonly ReachingRule[]): readonly ReachingRule[] {
  return rules
    .map(({ ruleId, reach }) => ({ ruleId, reach: reach.filter(isRegional) }))
    .filter(({ reach }) => reach.length > 0);
}

function isRegional({ eventSource }: Reach): boolean {
  return (
    eventSource === null ||
    eventSource.some(({ kind, value }) => kind !== 'equals' || !GLOBAL_SOURCES.includes(value.toLowerCase()))
  );
}
