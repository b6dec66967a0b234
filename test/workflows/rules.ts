import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';

/** Few rules, so that a test says what they do: `Create…` and `Put…` are asked about, `Stop…` and `Leave…` page. */
const RULES: readonly RuleDocument[] = [
  rule('test/look', 'Somebody looked', 'low', ['List*', 'CreateGroup']),
  rule('test/create', 'Something was created', 'medium', ['CreateUser', 'CreateRole', 'CreateKey']),
  rule('test/put', 'Something was changed', 'medium', ['Put*']),
  rule('test/stop', 'Something was stopped', 'high', ['Stop*']),
  rule('test/leave', 'The account left', 'critical', ['LeaveOrganization']),
];

function rule(ruleId: string, title: string, level: string, eventName: string[]): RuleDocument {
  const selection = { eventName };
  const body = {
    title,
    id: `0000000${ruleId.length % 10}-0000-4000-8000-000000000000`,
    status: 'stable',
    level,
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: { selection, condition: 'selection' },
  };
  return { ruleId, file: `${ruleId}.yml`, body };
}

const { catalogue, problems } = compileCatalogue(RULES, { levels: {} });
if (problems.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(problems));

export const CATALOGUE = catalogue;
