import { TEST_PATTERN_USAGE } from './test-pattern.ts';

/** What each command does, in the words of its help; the order is that of the help. */
export const RULES_COMMANDS: Readonly<Record<string, string>> = {
  check: 'say what is wrong with rules and cases, as file:line:column',
  test: 'run the cases beside the rules',
  list: 'the catalogue: severity, level, id, title',
  coverage: 'the tactics and techniques of ATT&CK, with the rules that look for them',
  patterns: 'the EventBridge patterns that deliver what the rules can match',
  'test-pattern': 'what EventBridge would say of a pattern and an event',
};

const WIDTH = Math.max(...Object.keys(RULES_COMMANDS).map((name) => name.length));

export const RULES_USAGE = `usage: countersign rules check|test|list|coverage|patterns [PATH…] [--json] [--config FILE]
       ${TEST_PATTERN_USAGE}

${Object.entries(RULES_COMMANDS)
  .map(([name, words]) => `  ${name.padEnd(WIDTH)}  ${words}`)
  .join('\n')}

PATH is a folder of Sigma rules or one rule file. Without it the folders of the configuration are meant, and without
--config Countersign's own rules.

  --json         one JSON document on the standard output
  --config FILE  countersign.yaml: its rule folders, and the levels it gives to rules

Exit status: 0 done, 1 found something wrong, 2 bad input.
`;
