import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem } from '../../lambda/sigma/problem.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { type LoadedPolicy, loadPolicy } from '../classify/load-policy.ts';
import { messageOf } from '../failure.ts';

/** Where a policy is read from; plain data. */
export interface PolicyFiles {
  /** Null: the configured folders. */
  readonly rules: readonly string[] | null;
  readonly config: string | null;
  /** A rule more than the folders have; null for none. */
  readonly rule: string | null;
}

/** A policy, with a rule put to it that is to be tried. */
export function loadPolicyFiles(files: PolicyFiles): LoadedPolicy {
  const loaded = loadPolicy(files);
  if (!loaded.ok || files.rule === null) return loaded;
  const read = readCandidate(files.rule);
  if (typeof read === 'string') return { ok: false, problems: [read] };
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  const documents = [...loaded.policy.documents, ...read.documents];
  const { levels } = loaded.policy.config.rules;
  const { catalogue, problems } = compileCatalogue(documents, { levels });
  const ofCandidate = problems.filter(({ severity, file }) => severity === 'error' && file === files.rule);
  const lines = [...new Set([...errors, ...ofCandidate].map(formatProblem))];
  if (lines.length > 0) return { ok: false, problems: lines };
  return { ok: true, policy: { ...loaded.policy, catalogue, documents }, warnings: loaded.warnings };
}

function readCandidate(file: string) {
  try {
    return readRuleFile(path.basename(file).replace(/\.ya?ml$/, ''), file, readFileSync(file, 'utf8'));
  } catch (cause) {
    return `${file}: ${messageOf(cause)}`;
  }
}
