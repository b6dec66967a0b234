import { CANARY_CALL, CANARY_PARAMETER } from '../cloudtrail/canary.ts';
import type { CompiledRule } from '../sigma/compile-rule.ts';
import { derivePatterns } from './derive-patterns.ts';
import type { DerivedPattern, Undeliverable } from './derived-pattern.ts';
import { regionalReach } from './global-services.ts';

/** The patterns of the partition's global region, and of all others; the canary's is last in both. */
export interface MemberPatterns {
  readonly global: readonly DerivedPattern[];
  readonly regional: readonly DerivedPattern[];
}

/** Delivers the canary's call; no rule of the catalogue asks for it. */
export const CANARY_PATTERN: DerivedPattern = {
  name: 'canary',
  state: 'ENABLED',
  pattern: {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: [CANARY_CALL.eventSource],
      eventName: [CANARY_CALL.eventName],
      requestParameters: { name: [CANARY_PARAMETER] },
    },
  },
  ruleIds: [],
};

/** What member accounts must have for these rules: derived the same way to deploy it and to compare it. */
export function memberPatterns(
  rules: readonly CompiledRule[],
): MemberPatterns & { readonly undeliverable: readonly Undeliverable[] } {
  const reaching = rules
    .filter(({ details }) => details.feed === 'edge')
    .map(({ match, reach }) => ({ ruleId: match.ruleId, reach }));
  const { patterns, undeliverable } = derivePatterns(reaching);
  return {
    global: [...patterns, CANARY_PATTERN],
    regional: [...derivePatterns(regionalReach(reaching)).patterns, CANARY_PATTERN],
    undeliverable,
  };
}
