import type { JsonValue } from '../cloudtrail/json.ts';
import type { DerivedPattern } from './derived-pattern.ts';
import { beginsWithReadingVerb, isSurelyChange } from './read-only.ts';
import { type Cover, coverOf, covers } from './text-cover.ts';
import type { RuleReach } from './wanted-calls.ts';

/** A service that sends events of its own about what it found. */
interface FindingSource {
  /** `source` of its events. */
  readonly source: string;
  /** The `eventSource` that its findings bear when rules are matched against them. */
  readonly eventSource: string;
  /** Its findings may be named like calls, such as `ExternalAccess`. */
  readonly namesLikeCalls?: true;
  readonly detailTypes?: JsonValue;
}

const FINDING_SOURCES: readonly FindingSource[] = [
  { source: 'aws.access-analyzer', eventSource: 'access-analyzer.amazonaws.com', namesLikeCalls: true },
  // Without this, every change of every resource that AWS Config records would come.
  { source: 'aws.config', eventSource: 'config.amazonaws.com', detailTypes: [{ prefix: 'Config Rules ' }] },
  { source: 'aws.detective', eventSource: 'detective.amazonaws.com' },
  { source: 'aws.guardduty', eventSource: 'guardduty.amazonaws.com' },
  { source: 'aws.health', eventSource: 'health.amazonaws.com' },
  { source: 'aws.inspector2', eventSource: 'inspector2.amazonaws.com' },
  { source: 'aws.macie', eventSource: 'macie2.amazonaws.com' },
  { source: 'aws.securityhub', eventSource: 'securityhub.amazonaws.com' },
  { source: 'aws.signin', eventSource: 'signin.amazonaws.com' },
  { source: 'aws.trustedadvisor', eventSource: 'trustedadvisor.amazonaws.com' },
];

const NOT_FROM_CLOUDTRAIL: JsonValue = [{ 'anything-but': { suffix: ' via CloudTrail' } }];

const NAME_OF_A_CALL = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * Events that security services send themselves, without CloudTrail: one EventBridge rule for each service that a rule
 * names with something else than the name of a call.
 */
export function findingPatterns(rules: readonly RuleReach[]): readonly DerivedPattern[] {
  return FINDING_SOURCES.flatMap((service) => {
    const ruleIds = rules.filter((rule) => wantsFindings(rule, service)).map(({ ruleId }) => ruleId);
    if (ruleIds.length === 0) return [];
    return [
      {
        name: `findings-${service.source.slice('aws.'.length)}`,
        state: 'ENABLED',
        pattern: { source: [service.source], 'detail-type': service.detailTypes ?? NOT_FROM_CLOUDTRAIL },
        ruleIds: [...new Set(ruleIds)].sort(),
      },
    ];
  });
}

function wantsFindings(rule: RuleReach, service: FindingSource): boolean {
  const findings: Cover = { kind: 'exact', text: service.eventSource };
  return rule.reach.some((reach) => {
    const namesSource = reach.eventSource?.some((test) => {
      const cover = coverOf(test);
      return cover.kind !== 'any' && cover.kind !== 'suffix' && covers(cover, findings);
    });
    const names = reach.eventName?.map(coverOf) ?? null;
    if (namesSource === true) return names === null || names.some((name) => mayNameFinding(name, service));
    return reach.eventSource === null && names?.some(namesNoCall) === true;
  });
}

function mayNameFinding(name: Cover, { namesLikeCalls }: FindingSource): boolean {
  if (name.kind !== 'exact' || namesNoCall(name)) return true;
  return namesLikeCalls === true && !isSurelyChange(name.text) && !beginsWithReadingVerb(name.text);
}

/** Finding types have slashes, spaces, underscores and the like; names of calls do not. */
function namesNoCall(name: Cover): boolean {
  return name.kind === 'exact' && !NAME_OF_A_CALL.test(name.text);
}
