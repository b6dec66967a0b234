import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { readConfig } from '../lambda/adapters/config-file/read-config.ts';
import type { Config } from '../lambda/config/config.ts';
import { renderConfigProblem } from '../lambda/config/config-problem.ts';
import { memberPlaces } from '../lambda/config/member-places.ts';
import { type Mapping, mappingsOf } from '../lambda/people/mappings.ts';
import { documentKind } from '../lambda/sigma/document-kind.ts';
import { deployable } from '../lib/deployable.ts';
import { CONFIG_FILE } from '../lib/read-deployment.ts';
import { readConfiguredRules } from '../lib/read-rules.ts';
import { renderMappings } from './check/render-mappings.ts';

export interface CheckIo {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

export const CHECK_USAGE = `usage: countersign check [FILE] [--json]

  Says what is wrong with a configuration and the rules it names, a line each; of a right one, who is mapped to whom.
  FILE is ${CONFIG_FILE} where it is left out.
`;

const RIGHT = 0;
const WRONG = 1;
const BAD_INPUT = 2;

/** What a check found; `--json` prints it as one document. */
interface CheckReport {
  readonly file: string;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** In words, what the configuration amounts to; null when it is wrong. */
  readonly summary: string | null;
  /** Who is mapped to whom; empty when the configuration is wrong. */
  readonly people: readonly Mapping[];
}

/** `countersign check`. Resolves with the exit status: 0 nothing wrong, 1 something wrong, 2 bad options. */
export function runCheck(args: readonly string[], io: CheckIo): Promise<number> {
  const options = readOptions(args);
  if (!options.ok) {
    io.stderr.write(`countersign check: ${options.reason}\n`);
    return Promise.resolve(BAD_INPUT);
  }
  if (options.help) {
    io.stdout.write(CHECK_USAGE);
    return Promise.resolve(RIGHT);
  }
  const report = check(options.file);
  io.stdout.write(options.json ? `${JSON.stringify(report)}\n` : renderReport(report));
  return Promise.resolve(report.problems.length > 0 ? WRONG : RIGHT);
}

function check(file: string): CheckReport {
  const read = readConfig(file);
  if (!read.ok) {
    return {
      file,
      problems: read.problems.map(renderConfigProblem),
      warnings: [],
      summary: null,
      people: [],
    };
  }
  const target = targetOf(read.config);
  const rules = readConfiguredRules(dirname(file), read.config);
  const problems = [...target.problems.map((problem) => `${file}: ${problem}`), ...rules.problems];
  const amount = `${counted(rules.documents.filter(({ body }) => documentKind(body) === 'rule').length, 'rule')}, ${counted(rules.patterns.global.length, 'event pattern')}`;
  const summary = problems.length > 0 ? null : `${target.summary}; ${amount}`;
  const people = problems.length > 0 ? [] : mappingsOf(read.config);
  return { file, problems, warnings: rules.warnings, summary, people };
}

/** Where it deploys to. A configuration without accounts and security account is complete for a local run. */
function targetOf(config: Config): { readonly problems: readonly string[]; readonly summary: string } {
  if (config.accounts === null && config.security === null)
    return { problems: [], summary: 'for a local run' };
  const complete = deployable(config);
  if (!complete.ok) return { problems: complete.problems, summary: '' };
  const { length: stacks } = memberPlaces(complete.config);
  const accounts = counted(complete.config.accounts.length, 'account');
  return { problems: [], summary: `${accounts}, ${counted(stacks, 'member stack')}` };
}

function counted(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? '' : 's'}`;
}

function renderReport({ file, problems, warnings, summary, people }: CheckReport): string {
  const lines = [
    ...warnings.map((warning) => `warning: ${warning}`),
    ...problems,
    ...(summary === null ? [] : [`${file} is right: ${summary}`]),
    ...renderMappings(people),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

type Options =
  | { readonly ok: true; readonly file: string; readonly json: boolean; readonly help: boolean }
  | { readonly ok: false; readonly reason: string };

function readOptions(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    const [file = CONFIG_FILE, ...more] = positionals;
    if (more.length > 0) return { ok: false, reason: `one file at a time, got ${positionals.length}` };
    return { ok: true, file, json: values.json, help: values.help };
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
