import { parseArgs } from 'node:util';
import { parseDuration } from '../../lambda/config/duration.ts';
import type { Whereabouts } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign report [--since 30d] [--html FILE] [--json]

What Countersign did, from its journal: how many calls were asked about, how often people answered and how fast, how many
pages that saved, what was noisy; and the same of the period before.

  --since PERIOD  how far back: 7d, 12h (default 30d)
  --html FILE     also one self-contained page with plots, for a browser or paper
  --json          one JSON document on the standard output
  --config FILE   the deployment's countersign.yaml (default: the one in this folder, where there is one)
  --data DIR      the journal of a local run (start --data DIR) instead of a deployment's

Exit status: 0 done, 2 bad input.
`;

export interface ReportOptions extends Whereabouts {
  readonly sinceMs: number;
  readonly html: string | null;
  readonly json: boolean;
}

export function readOptions(args: readonly string[]): ReadOptions<ReportOptions> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        since: { type: 'string', default: '30d' },
        html: { type: 'string' },
        json: { type: 'boolean', default: false },
        config: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const sinceMs = parseDuration(values.since);
    if (sinceMs === null || sinceMs === 0) {
      return { kind: 'wrong', reason: `--since: "${values.since}", expected a duration such as 30d` };
    }
    const { html = null, json, config = null, data = null } = values;
    return { kind: 'options', options: { sinceMs, html, json, config, data } };
  } catch (cause) {
    return { kind: 'wrong', reason: messageOf(cause) };
  }
}
