import { parseArgs } from 'node:util';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign people PATH… [--json] [--config FILE]

Says who is behind each principal of CloudTrail files: which step of the mapping found the person, how sure that is,
and what to write into countersign.yaml where nobody is known. PATH is a file or folder of CloudTrail logs as AWS writes
them ({"Records":[…]}, JSON lines, lists, EventBridge or SNS envelopes, .gz), or - for the standard input.

  --json         one JSON line per principal on the standard output, those without a person first
  --config FILE  countersign.yaml

Exit status: 0 somebody is known for every principal that needs one, 1 for some nobody is, 2 bad input.
`;

export interface PeopleOptions {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly config: string | null;
}

export function readOptions(args: readonly string[]): ReadOptions<PeopleOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (positionals.length === 0) {
      return { kind: 'wrong', reason: 'no PATH given: a CloudTrail file, a folder of them, or -' };
    }
    const { json, config = null } = values;
    return { kind: 'options', options: { paths: positionals, json, config } };
  } catch (cause) {
    const message = messageOf(cause);
    return { kind: 'wrong', reason: message.split('. ', 1)[0] ?? message };
  }
}
