import type { JsonValue } from '../cloudtrail/json.ts';
import { FINDING_EVENT_TYPE, FINDING_SOURCES, type FindingSource } from '../intake/finding-sources.ts';
import type { Demand } from '../sigma/rule.ts';
import { testHolds } from '../sigma/text-test.ts';
import type { DerivedPattern } from './derived-pattern.ts';
import { beginsWithReadingVerb, isSurelyChange } from './read-only.ts';
import { type Cover, coverOf, covers } from './text-cover.ts';
import type { RuleReach } from './wanted-calls.ts';

const NOT_FROM_CLOUDTRAIL: readonly JsonValue[] = [{ 'anything-but': { suffix: ' via CloudTrail' } }];

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
        pattern: {
          source: [service.source],
          'detail-type': [...(service.detailTypes ?? NOT_FROM_CLOUDTRAIL)],
        },
        ruleIds: [...new Set(ruleIds)].sort(),
      },
    ];
  });
}

function wantsFindings(rule: RuleReach, service: FindingSource): boolean {
  const findings: Cover = { kind: 'exact', text: service.eventSource, cased: false };
  return rule.reach.some((reach) => {
    if (!mayBeFinding(reach.demands)) return false;
    const namesSource = reach.eventSource?.some((test) => {
      const cover = coverOf(test);
      return cover.kind !== 'any' && cover.kind !== 'suffix' && covers(cover, findings);
    });
    const names = reach.eventName?.map(coverOf) ?? null;
    if (namesSource === true) return names === null || names.some((name) => mayNameFinding(name, service));
    if (reach.eventSource !== null) return false;
    return names?.some(namesNoCall) ?? reach.demands.some(({ field }) => field === 'eventType');
  });
}

/** Of the fields that rules demand, a finding has its type, account and region, and no others. */
function mayBeFinding(demands: readonly Demand[]): boolean {
  return demands.every(({ field, tests }) => {
    if (field === 'awsRegion' || field === 'recipientAccountId') return true;
    return tests.some((test) => testHolds(test, field === 'eventType' ? FINDING_EVENT_TYPE : null));
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
