import { classifyRecord } from '../cli/classify/classify-record.ts';
import type { Policy } from '../cli/classify/load-policy.ts';
import { isObject } from '../lambda/cloudtrail/json.ts';
import { compileCatalogue } from '../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../lambda/sigma/read-rules.ts';
import type { RuleDocument } from '../lambda/sigma/rule.ts';
import { medianTimes } from './rounds.ts';

const TIMES_AS_MANY = 16;
const ROUNDS = 9;
const NAMES_PER_RULE = 5;
const RULES_PER_SERVICE = 40;

export interface RuleGrowth {
  readonly rules: number;
  readonly moreRules: number;
  /** Records per second, parsed and classified. */
  readonly rate: number;
  readonly rateWithMore: number;
}

/** How fast records are classified with the catalogue, and with many more rules about other calls. */
export function ruleGrowth(
  lines: readonly string[],
  policy: Policy,
  now: number,
  collectGarbage: () => void,
): RuleGrowth {
  const documents = [...policy.documents, ...otherRules((TIMES_AS_MANY - 1) * policy.catalogue.rules.length)];
  const { catalogue } = compileCatalogue(documents, { levels: policy.config.rules.levels });
  const counted = { matched: 0 };
  const contender = (name: string, by: Policy) => ({
    name,
    run: () => {
      for (const line of lines) counted.matched += matchesOf(line, by, now);
    },
  });
  const contenders = [contender('few', policy), contender('many', { ...policy, catalogue })];
  const times = medianTimes(contenders, ROUNDS, collectGarbage);
  const rateOf = (name: string): number => (lines.length * 1_000) / (times.get(name) ?? Number.NaN);
  return {
    rules: policy.catalogue.rules.length,
    moreRules: catalogue.rules.length,
    rate: rateOf('few'),
    rateWithMore: rateOf('many'),
  };
}

function matchesOf(line: string, policy: Policy, now: number): number {
  const record: unknown = JSON.parse(line);
  return isObject(record) ? classifyRecord(record, policy, now).decision.matches.length : 0;
}

/** Rules about calls of services that do not exist. */
export function otherRules(count: number): readonly RuleDocument[] {
  return Array.from({ length: count }, (_, index) => {
    const service = `bench${Math.floor(index / RULES_PER_SERVICE)}`;
    const names = Array.from({ length: NAMES_PER_RULE }, (_name, at) => `Change${index}Thing${at}`);
    const rule = {
      title: `Generated ${index}`,
      level: 'medium',
      logsource: { product: 'aws', service: 'cloudtrail' },
      detection: {
        call: { eventSource: `${service}.amazonaws.com`, eventName: names },
        exception: { 'userAgent|contains': 'terraform', 'requestParameters.name|startswith': 'test-' },
        condition: 'call and not exception',
      },
    };
    return readRuleFile(`bench/${index}`, `bench/${index}.yml`, JSON.stringify(rule)).documents;
  }).flat();
}
