import { type CompiledRule, compileRule } from '../../../lambda/sigma/compile-rule.ts';

/** A rule of the archive feed that reads the objects of buckets. */
export function archiveRule(): CompiledRule {
  const body = {
    title: 'Objects are read',
    id: '52fd2657-dd7e-5cc1-a2cd-d3b7f979d0d1',
    status: 'stable',
    description: 'For a test.',
    author: 'Countersign',
    tags: ['attack.collection'],
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: {
      selection: { eventSource: 's3.amazonaws.com', eventName: ['GetObject'] },
      condition: 'selection',
    },
    level: 'low',
    feed: 'archive',
  };
  const { rule } = compileRule({ ruleId: 'test/objects', file: 'test/objects.yml', body }, { levels: {} });
  if (rule === null) throw new Error('the rule does not compile');
  return rule;
}
