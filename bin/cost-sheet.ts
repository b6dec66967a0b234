import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costSheet } from '../lib/cost-sheet.ts';
import { readDeployment } from '../lib/read-deployment.ts';

/** Writes docs/cost-sheet.md from the stacks of the configuration, which in the repository is the example. */
const folder = join(import.meta.dirname, '..');
const read = readDeployment(folder);
if (read.ok) {
  const { context } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8'));
  writeFileSync(join(folder, 'docs/cost-sheet.md'), costSheet({ ...read.input, context }));
} else {
  for (const problem of read.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
