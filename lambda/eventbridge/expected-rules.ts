import type { JsonObject } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import { globalRegionOf, type MemberPlace } from '../config/member-places.ts';
import { ALARMS_TOPIC, EVENTS_TOPIC } from '../config/topics.ts';
import type { DerivedPattern, RuleState } from './derived-pattern.ts';
import type { MemberPatterns } from './member-patterns.ts';
import { tamperPattern } from './tamper-pattern.ts';

/** How every EventBridge rule of ours begins. */
export const RULE_PREFIX = 'countersign-';
export const TAMPER_RULE = `${RULE_PREFIX}tamper-watch`;

/** An EventBridge rule that an account and region must have. */
export interface ExpectedRule {
  readonly name: string;
  readonly state: RuleState;
  readonly pattern: JsonObject;
  /** Name of the topic it delivers to. */
  readonly topic: string;
}

export function ruleNameOf({ name }: DerivedPattern): string {
  return `${RULE_PREFIX}${name}`;
}

/** The rules that a deployment of this configuration leaves in an account and region. */
export function expectedRules(
  config: Config,
  patterns: MemberPatterns,
  place: MemberPlace,
): readonly ExpectedRule[] {
  const here = place.region === globalRegionOf(config) ? patterns.global : patterns.regional;
  const delivering = here.map((derived) => ({
    name: ruleNameOf(derived),
    state: derived.state,
    pattern: derived.pattern,
    topic: EVENTS_TOPIC,
  }));
  return hasTamperWatch(config, place) ? [...delivering, TAMPER_WATCH] : delivering;
}

const TAMPER_WATCH: ExpectedRule = {
  name: TAMPER_RULE,
  state: 'ENABLED',
  pattern: tamperPattern(),
  topic: ALARMS_TOPIC,
};

/** Beside the security stack, and in the management account, which no service control policy binds. */
export function hasTamperWatch(config: Config, { account, region }: MemberPlace): boolean {
  const { security, organization } = config;
  if (security === null) return false;
  if (account === security.account) return region === security.region;
  return account === organization?.managementAccount && region === globalRegionOf(config);
}
