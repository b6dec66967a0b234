import type { JsonObject } from '../cloudtrail/json.ts';
import type { DerivedPattern } from './derived-pattern.ts';
import { beginsWithReadingVerb, isSurelyChange } from './read-only.ts';
import { type Cover, coverOf, covers } from './text-cover.ts';
import type { RuleReach } from './wanted-calls.ts';

/** EventBridge `source` → the `eventSource` its findings bear when rules are matched against them. */
const FINDING_SOURCES: ReadonlyMap<string, string> = new Map([
  ['aws.access-analyzer', 'access-analyzer.amazonaws.com'],
  ['aws.config', 'config.amazonaws.com'],
  ['aws.detective', 'detective.amazonaws.com'],
  ['aws.guardduty', 'guardduty.amazonaws.com'],
  ['aws.health', 'health.amazonaws.com'],
  ['aws.inspector2', 'inspector2.amazonaws.com'],
  ['aws.macie', 'macie2.amazonaws.com'],
  ['aws.securityhub', 'securityhub.amazonaws.com'],
  ['aws.signin', 'signin.amazonaws.com'],
  ['aws.trustedadvisor', 'trustedadvisor.amazonaws.com'],
]);

const NAME_OF_A_CALL = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * Events that security services send themselves, without CloudTrail: one EventBridge rule for each service that a rule
 * names with something else than the name of a call.
 */
export function findingPatterns(rules: readonly RuleReach[]): readonly DerivedPattern[] {
  return [...FINDING_SOURCES].flatMap(([source, eventSource]) => {
    const ruleIds = rules.filter((rule) => wantsFindings(rule, eventSource)).map(({ ruleId }) => ruleId);
    if (ruleIds.length === 0) return [];
    return [
      {
        name: `findings-${source.slice('aws.'.length)}`,
        state: 'ENABLED',
        pattern: patternOf(source),
        ruleIds: [...new Set(ruleIds)].sort(),
      },
    ];
  });
}

function patternOf(source: string): JsonObject {
  return { source: [source], 'detail-type': [{ 'anything-but': { suffix: ' via CloudTrail' } }] };
}

function wantsFindings(rule: RuleReach, eventSource: string): boolean {
  const findings: Cover = { kind: 'exact', text: eventSource };
  return rule.reach.some((reach) => {
    const namesSource = reach.eventSource?.some((test) => {
      const cover = coverOf(test);
      return cover.kind !== 'any' && cover.kind !== 'suffix' && covers(cover, findings);
    });
    const names = reach.eventName?.map(coverOf) ?? null;
    if (namesSource === true) return names === null || names.some(mayNameFinding);
    return reach.eventSource === null && names?.some(namesOnlyFinding) === true;
  });
}

function mayNameFinding(name: Cover): boolean {
  return name.kind !== 'exact' || !(isSurelyChange(name.text) || beginsWithReadingVerb(name.text));
}

/** Without a service, a name is a finding's if no call could be called so. */
function namesOnlyFinding(name: Cover): boolean {
  return name.kind === 'exact' && !NAME_OF_A_CALL.test(name.text);
}
