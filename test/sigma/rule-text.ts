import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { RuleProblem } from '../../lambda/sigma/problem.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';

/** A rule file around a detection written as YAML lines. */
export function ruleText(...detection: readonly string[]): string {
  return [
    'title: A rule',
    'logsource: { product: aws, service: cloudtrail }',
    'level: medium',
    'detection:',
    ...detection.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** The problems of a rule file as `line:column severity message`. */
export function problemsOf(text: string): readonly string[] {
  return readRuleFile('a/rule', 'rule.yml', text).problems.map(
    ({ line, column, severity, message }: RuleProblem) => `${line}:${column} ${severity} ${message}`,
  );
}

/** Whether a selection, as plain data, matches a record. */
export function selects(selection: JsonValue, record: JsonObject, facts: JsonObject = {}): boolean {
  const body = {
    title: 'A rule',
    logsource: { product: 'aws', service: 'cloudtrail' },
    level: 'medium',
    detection: { selection, condition: 'selection' },
  };
  const { catalogue, problems } = compileCatalogue([{ ruleId: 'a/rule', file: 'rule.yml', body }], {
    levels: {},
  });
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('; '));
  return catalogue.match(record, (name) => facts[name]).length > 0;
}
