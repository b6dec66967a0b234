import { memberPlaces } from '../lambda/config/member-places.ts';
import {
  MAX_PATTERN_CHARACTERS,
  MAX_RULES_PER_BUS,
  MAX_RULES_PER_BUS_SMALL_REGIONS,
} from '../lambda/eventbridge/limits.ts';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import type { DeployableConfig } from './deployable.ts';

/** Where a bus has room for fewer rules. Source: "Amazon EventBridge quotas". */
const SMALL_REGIONS: readonly string[] = ['af-south-1', 'eu-south-1'];

/** What AWS would refuse or cut only when it is deployed; a line each, with what to do. */
export function limitProblems(config: DeployableConfig, patterns: MemberPatterns): readonly string[] {
  return [...longPatterns(patterns), ...crowdedBuses(config, patterns)];
}

function longPatterns({ global }: MemberPatterns): readonly string[] {
  return global.flatMap(({ name, pattern, ruleIds }) => {
    const { length } = JSON.stringify(pattern);
    return length <= MAX_PATTERN_CHARACTERS
      ? []
      : [
          `the event pattern ${name} has ${length} characters, expected at most ${MAX_PATTERN_CHARACTERS}: name fewer or shorter values in ${ruleIds.join(', ')}`,
        ];
  });
}

function crowdedBuses(config: DeployableConfig, { global, regional }: MemberPatterns): readonly string[] {
  const regions = new Set(memberPlaces(config).map(({ region }) => region));
  const small = SMALL_REGIONS.filter((region) => regions.has(region));
  const problem = (amount: number, most: number, where: string) =>
    amount <= most
      ? []
      : [
          `the rules need ${amount} event patterns, expected at most ${most} on a bus ${where}: leave rules out (rules.folders), or move some to the archive feed`,
        ];
  return [
    ...problem(global.length, MAX_RULES_PER_BUS, 'of an account and region'),
    ...(small.length === 0
      ? []
      : problem(regional.length, MAX_RULES_PER_BUS_SMALL_REGIONS, `in ${small.join(' and ')}`)),
  ];
}
