import path from 'node:path';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { LEVELS, type Level } from '../../lambda/config/config.ts';
import { factsOf } from '../../lambda/facts/facts.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { RuleMatch } from '../../lambda/sigma/rule.ts';
import { context, sampleCall } from '../facts/sample-call.ts';

const { documents } = readRulesFolders([path.resolve(__dirname, '../../rules')]);
const { catalogue } = compileCatalogue(documents, { levels: {} });

export const RULE_IDS: readonly string[] = catalogue.rules.map(({ match }) => match.ruleId);

/** What the whole catalogue makes of a call of `service`.amazonaws.com by an IAM user, with what `more` changes. */
export function matchesOf(
  service: string,
  eventName: string,
  requestParameters: JsonObject = {},
  more: JsonObject = {},
): readonly RuleMatch[] {
  const call = sampleCall({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    ...more,
  });
  return catalogue.match(call.record, factsOf(call, context));
}

export function ruleIdsOf(...call: Parameters<typeof matchesOf>): readonly string[] {
  return matchesOf(...call).map(({ ruleId }) => ruleId);
}

const SEVERITY: Readonly<Record<Level, string>> = {
  informational: 'log',
  low: 'log',
  medium: 'notify',
  high: 'alert',
  critical: 'alert',
};

/** The severity of the highest match, before policy; `nothing` where no rule matches. */
export function severityOf(...call: Parameters<typeof matchesOf>): string {
  const levels = matchesOf(...call).map(({ level }) => level);
  const highest = LEVELS.findLast((level) => levels.includes(level));
  return highest === undefined ? 'nothing' : SEVERITY[highest];
}
