import { parseArgs } from 'node:util';
import type { Whereabouts } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign baseline PATH… [--json] [--out FILE] [--store [--config FILE | --data DIR]]

Learns from old CloudTrail logs what is usual for each principal (countries, networks, regions, services, tools, roles,
hours), so that rules may tell what is new without learning for two weeks first. PATH is a file or folder of CloudTrail
logs as AWS writes them, or - for the standard input. Calls of the last 90 days count, and none that was refused.

  --json         one JSON document on the standard output
  --out FILE     the same document into a file
  --store        add it to what a deployment has learned, in its table
  --config FILE  the deployment's countersign.yaml (default: the one in this folder, where there is one)
  --data DIR     the table of a local run (start --data DIR) instead of a deployment's

Exit status: 0 done, 2 bad input.
`;

export interface BaselineOptions extends Whereabouts {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly out: string | null;
  readonly store: boolean;
}

export function readOptions(args: readonly string[]): ReadOptions<BaselineOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        store: { type: 'boolean', default: false },
        config: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (positionals.length === 0) {
      return { kind: 'wrong', reason: 'no PATH given: a CloudTrail file, a folder of them, or -' };
    }
    const { json, out = null, store, config = null, data = null } = values;
    if (!store && (config ?? data) !== null) {
      return { kind: 'wrong', reason: '--config and --data say where to store: they need --store' };
    }
    return { kind: 'options', options: { paths: positionals, json, out, store, config, data } };
  } catch (cause) {
    const message = messageOf(cause);
    return { kind: 'wrong', reason: message.split('. ', 1)[0] ?? message };
  }
}
