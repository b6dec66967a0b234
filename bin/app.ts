import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Deployment } from '../lambda/deployment.ts';
import { bundleHandlers } from '../lib/bundle-handlers.ts';
import { addStacks } from '../lib/countersign-stacks.ts';
import { perHandler } from '../lib/handlers.ts';
import { readDeployment } from '../lib/read-deployment.ts';
import { versionOf } from '../lib/version-of.ts';

const read = readDeployment(process.cwd());
if (read.ok) {
  const { config, rules, patterns, warnings } = read.input;
  for (const warning of warnings) process.stderr.write(`countersign: ${warning}\n`);
  const deployment: Deployment = { config, rules };
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  const bundles = await bundleHandlers(folder, deployment);
  const code = perHandler((name) => Code.fromAsset(bundles[name].folder));
  addStacks(new App(), { config, patterns, code, version: versionOf(bundles) });
  rmSync(folder, { recursive: true });
} else {
  for (const problem of read.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
