import { parseArgs } from 'node:util';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign classify PATH… [--json] [--rules DIR]… [--config FILE]

Decides about every call in CloudTrail files as if it had just arrived. PATH is a file or folder of CloudTrail logs as
AWS writes them ({"Records":[…]}, JSON lines, lists, EventBridge or SNS envelopes, .gz), or - for the standard input.

  --json         one JSON line per call on the standard output, in the order of the input
  --rules DIR    a folder of rules instead of the configured ones; may be given again
  --config FILE  countersign.yaml

Exit status: 0 done, 2 bad input.
`;

export interface ClassifyOptions {
  readonly paths: readonly string[];
  readonly json: boolean;
  /** Null: the configured folders. */
  readonly rules: readonly string[] | null;
  readonly config: string | null;
}

export function readOptions(args: readonly string[]): ReadOptions<ClassifyOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        rules: { type: 'string', multiple: true },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      return { kind: 'help' };
    }
    if (positionals.length === 0) {
      return { kind: 'wrong', reason: 'no PATH given: a CloudTrail file, a folder of them, or -' };
    }
    const { json, rules = null, config = null } = values;
    return { kind: 'options', options: { paths: positionals, json, rules, config } };
  } catch (cause) {
    const message = messageOf(cause);
    return { kind: 'wrong', reason: message.split('. ', 1)[0] ?? message };
  }
}
