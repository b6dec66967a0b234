import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { didYouMean } from '../../lambda/sigma/suggest.ts';
import { checkRules } from './check.ts';
import { configuredRules } from './configured-rules.ts';
import { ruleCoverage } from './coverage.ts';
import { listRules } from './list.ts';
import { readRulesOptions } from './options.ts';
import { rulesPatterns } from './patterns.ts';
import type { RulesCommand } from './rules-command.ts';
import { testRules } from './test.ts';
import { rulesTestPattern } from './test-pattern.ts';
import { RULES_COMMANDS, RULES_USAGE } from './usage.ts';

export interface RulesIo {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const COMMANDS: Readonly<Record<string, RulesCommand>> = {
  check: checkRules,
  test: testRules,
  list: listRules,
  coverage: ruleCoverage,
  patterns: rulesPatterns,
};

export const OWN_FOLDER = join(import.meta.dirname, '..', '..', 'rules');

/** Exit codes: 0 done, 1 found something wrong, 2 bad input. */
export async function runRules(args: readonly string[], io: RulesIo): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') return print(io.stdout, RULES_USAGE, 0);
  if (name === 'test-pattern') return runTestPattern(rest, io);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return fail(io, unknownCommand(name));
  const read = readRulesOptions(rest);
  switch (read.kind) {
    case 'help':
      return print(io.stdout, RULES_USAGE, 0);
    case 'wrong':
      return fail(io, read.reason);
    case 'options':
      return run(command, read.options, io);
    default: {
      const unreachable: never = read;
      return unreachable;
    }
  }
}

function run(
  command: RulesCommand,
  options: Parameters<typeof configuredRules>[0] & { readonly json: boolean },
  io: RulesIo,
): number {
  const rules = configuredRules(options, OWN_FOLDER);
  if (!rules.ok) return fail(io, rules.reason);
  const outcome = command({ ...rules.value, ownFolder: OWN_FOLDER, json: options.json, now: io.now() });
  if (outcome.kind === 'bad-input') return fail(io, outcome.reason);
  return print(io.stdout, outcome.text, outcome.kind === 'found' ? 1 : 0);
}

function runTestPattern(args: readonly string[], io: RulesIo): number {
  if (args.includes('--help') || args.includes('-h')) return print(io.stdout, RULES_USAGE, 0);
  const { stdout, stderr, exitCode } = rulesTestPattern(args);
  io.stderr.write(stderr);
  return print(io.stdout, stdout, exitCode);
}

function unknownCommand(name: string): string {
  const names = Object.keys(RULES_COMMANDS);
  if (name !== '') return `no command "${name}"${didYouMean(name, names)}`;
  return `which one: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}?`;
}

function fail(io: RulesIo, reason: string): number {
  return print(io.stderr, `countersign rules: ${reason}\n`, 2);
}

function print(stream: Writable, text: string, code: number): number {
  stream.write(text);
  return code;
}
