import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileCatalogue } from '../../../lambda/sigma/catalogue.ts';
import { readCases } from '../../../lambda/sigma/read-cases.ts';
import { readRuleFile } from '../../../lambda/sigma/read-rules.ts';
import { passesCase } from '../../../lambda/sigma/run-case.ts';

const PAGE = resolve(__dirname, '../../../docs/writing-rules.md');
const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text = '']) => text,
);
const [rule = '', cases = '', configured = '', filter = ''] = blocks;

describe('the page for writers of rules', () => {
  test('shows a rule, its cases, cases with a configuration and a filter', () => {
    expect(blocks).toHaveLength(4);
  });

  test('shows a rule and a filter that nothing is wrong with', () => {
    const rules = readRuleFile('ec2/key-pair', 'rule', rule);
    const filters = readRuleFile('filter', 'filter', filter);
    const documents = [...rules.documents, ...filters.documents];
    const { catalogue, problems } = compileCatalogue(documents, { levels: {} });

    expect([...rules.problems, ...filters.problems, ...problems]).toEqual([]);
    expect(catalogue.rules.map(({ filters: names }) => names)).toEqual([['filter']]);
  });

  test('shows cases that the rule passes', () => {
    const { catalogue } = compileCatalogue(readRuleFile('ec2/key-pair', 'rule', rule).documents, {
      levels: {},
    });
    const read = readCases('cases', cases);

    expect(read.problems).toEqual([]);
    expect(read.cases.map((one) => passesCase(catalogue, one))).toEqual([true, true]);
  });

  test('shows cases with a configuration that the catalogue passes', () => {
    const file = resolve(PAGE, '../../rules/ec2/share-snapshot.yml');
    const { documents } = readRuleFile('ec2/share-snapshot', file, readFileSync(file, 'utf8'));
    const { catalogue } = compileCatalogue(documents, { levels: {} });
    const read = readCases('cases', configured);

    expect(read.problems).toEqual([]);
    expect(read.cases.map((one) => passesCase(catalogue, one))).toEqual([true, true]);
  });
});
