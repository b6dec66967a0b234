import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { didYouMean } from '../../lambda/sigma/suggest.ts';
import type { Printed } from '../printed.ts';
import { checkRules } from './check.ts';
import { listRules } from './list.ts';
import { PATTERNS_USAGE, rulesPatterns } from './patterns.ts';
import type { RulesCommand } from './rules-command.ts';
import { testRules } from './test.ts';
import { rulesTestPattern, TEST_PATTERN_USAGE } from './test-pattern.ts';

export interface RulesIo {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

const COMMANDS: Readonly<Record<string, RulesCommand>> = {
  check: checkRules,
  test: testRules,
  list: listRules,
};

export const RULES_USAGE = `usage: countersign rules check|test|list [PATH…] [--json]

  check  read the rules and say what is wrong with them, as file:line:column
  test   run the cases beside the rules
  list   the catalogue: id, level and severity, title

PATH is a folder of Sigma rules or one rule file; without it, Countersign's own rules are meant.

usage: ${PATTERNS_USAGE}
       the EventBridge patterns that deliver what the rules can match
usage: ${TEST_PATTERN_USAGE}
       what EventBridge would say of a pattern and an event
`;

const OWN_FOLDER = join(import.meta.dirname, '..', '..', 'rules');

const PATTERN_COMMANDS: Readonly<Record<string, (args: readonly string[]) => Printed>> = {
  patterns: (args) => rulesPatterns(args, OWN_FOLDER),
  'test-pattern': rulesTestPattern,
};
const NAMES = [...Object.keys(COMMANDS), ...Object.keys(PATTERN_COMMANDS)];

/** Exit codes: 0 done, 1 found something wrong, 2 bad input. */
export async function runRules(args: readonly string[], io: RulesIo): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h') return print(io.stdout, RULES_USAGE, 0);
  const printing = Object.hasOwn(PATTERN_COMMANDS, name) ? PATTERN_COMMANDS[name] : undefined;
  if (printing !== undefined) return printAll(printing(rest), io);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    return fail(
      io,
      name === ''
        ? 'which one: check, test, list, patterns or test-pattern?'
        : `no command "${name}"${didYouMean(name, NAMES)}`,
    );
  const options = readOptions(rest);
  if (!options.ok) return fail(io, options.reason);
  if (options.help) return print(io.stdout, RULES_USAGE, 0);
  const folders = options.paths.length > 0 ? options.paths : [OWN_FOLDER];
  const outcome = command({ folders, ownFolder: OWN_FOLDER, json: options.json });
  if (outcome.kind === 'bad-input') return fail(io, outcome.reason);
  return print(io.stdout, outcome.text, outcome.kind === 'found' ? 1 : 0);
}

type Options =
  | { readonly ok: true; readonly paths: readonly string[]; readonly json: boolean; readonly help: boolean }
  | { readonly ok: false; readonly reason: string };

function readOptions(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    return { ok: true, paths: positionals, json: values.json ?? false, help: values.help ?? false };
  } catch (cause) {
    // Node's message goes on with advice on positional arguments, which would mislead here.
    const words = typeof cause === 'object' && cause !== null && 'message' in cause ? cause.message : cause;
    return { ok: false, reason: String(words).split('. ')[0] ?? '' };
  }
}

function printAll({ stdout, stderr, exitCode }: Printed, io: RulesIo): number {
  io.stderr.write(stderr);
  return print(io.stdout, stdout, exitCode);
}

function fail(io: RulesIo, reason: string): number {
  return print(io.stderr, `countersign rules: ${reason}\n`, 2);
}

function print(stream: Writable, text: string, code: number): number {
  stream.write(text);
  return code;
}
