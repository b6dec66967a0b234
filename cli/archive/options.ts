import { parseArgs } from 'node:util';
import { ARCHIVE_ACCESS, type Archive } from '../../lambda/config/config.ts';
import { parseDuration } from '../../lambda/config/duration.ts';
import type { Whereabouts } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign archive init|backfill|status|dashboards

The Elasticsearch (8, 9) or OpenSearch that the journal is shipped to, as archive: in countersign.yaml says.

  init        installs the index template, the lifecycle and, where the configuration names their address, the dashboards;
              again at any time, over what is there
  backfill    ships what the journal has and the archive has not; nothing is written twice
  status      entries in the journal and in the archive, month by month
  dashboards  the dashboards as saved objects on the standard output, for an import by hand

  --since PERIOD  backfill, status: how far back (default: all there is)
  --config FILE   the deployment's countersign.yaml (default: the one in this folder)
  --data DIR      the journal of a local run (start --data DIR) instead of a deployment's
  --url URL       another cluster than the configuration's
  --access KIND   how to prove who we are there: none, basic, api-key or sigv4 (default: the configuration's, or none)

basic and api-key take COUNTERSIGN_ARCHIVE_USERNAME and …_PASSWORD, or …_API_KEY, from the environment, or else the secret
countersign/archive. Exit status: 0 done, 1 something could not be installed or shipped, 2 bad input.
`;

const ACTIONS = ['init', 'backfill', 'status', 'dashboards'] as const;
export type ArchiveAction = (typeof ACTIONS)[number];

export interface ArchiveOptions extends Whereabouts {
  readonly action: ArchiveAction;
  readonly sinceMs: number | null;
  readonly url: string | null;
  readonly access: Archive['access'] | null;
}

export function readOptions(args: readonly string[]): ReadOptions<ArchiveOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        since: { type: 'string' },
        config: { type: 'string' },
        data: { type: 'string' },
        url: { type: 'string' },
        access: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const [first, ...more] = positionals;
    const action = ACTIONS.find((known) => known === first);
    if (action === undefined || more.length > 0) {
      return { kind: 'wrong', reason: `"${positionals.join(' ')}", expected ${ACTIONS.join(', ')}` };
    }
    const sinceMs = values.since === undefined ? null : parseDuration(values.since);
    if (values.since !== undefined && sinceMs === null) {
      return { kind: 'wrong', reason: `--since: "${values.since}", expected a duration such as 20d` };
    }
    const access = ARCHIVE_ACCESS.find((known) => known === values.access) ?? null;
    if (values.access !== undefined && access === null) {
      return { kind: 'wrong', reason: `--access: "${values.access}", expected ${ARCHIVE_ACCESS.join(', ')}` };
    }
    if (values.url !== undefined && !URL.canParse(values.url)) {
      return {
        kind: 'wrong',
        reason: `--url: "${values.url}", expected an address such as https://search.example.com`,
      };
    }
    const { config = null, data = null, url = null } = values;
    return { kind: 'options', options: { action, sinceMs, config, data, url, access } };
  } catch (cause) {
    return { kind: 'wrong', reason: messageOf(cause) };
  }
}
