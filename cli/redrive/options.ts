import { parseArgs } from 'node:util';
import type { Whereabouts } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign redrive dead-letters|quarantine|archive [--yes]

What was set aside, and with --yes once more on its way. Mend the cause first; what was decided before is not decided again.

  dead-letters  messages that were received again and again: back to the queues they came from
  quarantine    messages that could not be read or believed: into the queue of events again
  archive       journal entries that the archive refused: how many and why (countersign archive backfill ships them)

  --yes         do it; without it they are only listed
  --config FILE the deployment's countersign.yaml (default: the one in this folder)
  --data DIR    quarantine, archive: the state of a local run; they are only listed

Exit status: 0 nothing is set aside, or it is on its way; 1 something is set aside; 2 bad input.
`;

const ACTIONS = ['dead-letters', 'quarantine', 'archive'] as const;

export interface RedriveOptions extends Whereabouts {
  readonly action: (typeof ACTIONS)[number];
  readonly yes: boolean;
}

export function readOptions(args: readonly string[]): ReadOptions<RedriveOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        yes: { type: 'boolean', default: false },
        config: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const [first, ...more] = positionals;
    const action = ACTIONS.find((known) => known === first);
    if (action === undefined || more.length > 0) {
      return { kind: 'wrong', reason: `"${positionals.join(' ')}", expected ${ACTIONS.join(', ')}` };
    }
    const { yes, config = null, data = null } = values;
    if (data !== null && (yes || action === 'dead-letters')) {
      return {
        kind: 'wrong',
        reason: `--data: of a local run the quarantine and the archive can only be listed`,
      };
    }
    return { kind: 'options', options: { action, yes, config, data } };
  } catch (cause) {
    return { kind: 'wrong', reason: messageOf(cause) };
  }
}
