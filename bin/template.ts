import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memberTemplates } from '../lib/member-template.ts';
import { queueShares } from '../lib/queue-shares.ts';
import { readDeployment } from '../lib/read-deployment.ts';

const OUT = 'templates';

/**
 * Writes the member stack as plain CloudFormation, for the global region and for all others, into `templates/`; where
 * the accounts are spread over several queues, one pair for each.
 */
const read = readDeployment(process.cwd());
if (read.ok) {
  const { config, patterns, warnings } = read.input;
  for (const warning of warnings) process.stderr.write(`countersign: ${warning}\n`);
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  mkdirSync(OUT, { recursive: true });
  for (const [queue, accounts] of queueShares(config).entries()) {
    const templates = memberTemplates(config, patterns, context, queue);
    for (const [kind, text] of Object.entries(templates)) {
      const file = join(OUT, `countersign-member-${kind}${queue === 0 ? '' : `-${queue + 1}`}.template.json`);
      writeFileSync(file, text);
      process.stdout.write(`${file}: ${Buffer.byteLength(text).toLocaleString('en-US')} bytes\n`);
    }
    if (queue > 0) process.stdout.write(`  for ${accounts.map(({ id }) => id).join(', ')}\n`);
  }
} else {
  for (const problem of read.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
