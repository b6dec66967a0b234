import { parseArgs } from 'node:util';
import { readTime } from '../../lambda/cloudtrail/event-time.ts';
import { type Answering, isAnswering } from '../../local/playback/answer-all.ts';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export const USAGE = `countersign replay PATH… [--json] [--html FILE] [--rule FILE] [--against FILE] [--since TIME] [--until TIME]

What Countersign would have done on these CloudTrail logs: the calls it would have seen, whom it would have asked and how
often, what it would have paged, which rules are noisy and a filter that would quiet each. The rules, grouping, deadlines
and quiet periods are those of a deployment, on a clock that follows the records' times.
PATH is a file or folder of CloudTrail logs as AWS writes them, also compressed, or - for the standard input.

  --answer WHAT   what everybody asked does: yes (default; and approves the push), no, or ignore
  --archive-feed  also the rules that need every call, as "start" does; without it only where the configuration has an
                  archiveFeed. Slower: nearly every call has to be looked at
  --since TIME    only calls from here on, such as 2026-11-01 or 2026-11-01T08:00:00Z
  --until TIME    only calls before
  --html FILE     also one self-contained page with plots, for a browser or paper
  --json          one JSON document on the standard output
  --rule FILE     also what this rule, which the catalogue does not have, would change
  --against FILE  also what another configuration would change
  --threads N     at most so many; default: one for each core
  --rules DIR     a folder of rules instead of the configured ones; may be given again
  --config FILE   countersign.yaml

Exit status: 0 done, 2 bad input.
`;

const MOST_THREADS = 64;

export interface ReplayOptions {
  readonly paths: readonly string[];
  readonly answer: Answering;
  /** Also rules of the archive's feed, whatever the configuration says. */
  readonly archiveFeed: boolean;
  readonly since: number | null;
  readonly until: number | null;
  readonly html: string | null;
  readonly json: boolean;
  readonly rule: string | null;
  readonly against: string | null;
  /** Null: one for each core. */
  readonly threads: number | null;
  /** Null: the configured folders. */
  readonly rules: readonly string[] | null;
  readonly config: string | null;
}

export function readOptions(args: readonly string[]): ReadOptions<ReplayOptions> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        answer: { type: 'string', default: 'yes' },
        'archive-feed': { type: 'boolean', default: false },
        since: { type: 'string' },
        until: { type: 'string' },
        html: { type: 'string' },
        json: { type: 'boolean', default: false },
        rule: { type: 'string' },
        against: { type: 'string' },
        threads: { type: 'string' },
        rules: { type: 'string', multiple: true },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (positionals.length === 0) return wrong('no PATH given: a CloudTrail file, a folder of them, or -');
    const {
      'archive-feed': archiveFeed,
      answer,
      json,
      html = null,
      rule = null,
      against = null,
      rules = null,
      config = null,
    } = values;
    if (!isAnswering(answer)) {
      return wrong(`--answer: "${answer}", expected yes, no or ignore`);
    }
    const [since, until] = [timeOf(values.since), timeOf(values.until)];
    if (since === undefined) return wrong(`--since: "${values.since}", expected a time such as 2026-11-01`);
    if (until === undefined) return wrong(`--until: "${values.until}", expected a time such as 2026-11-01`);
    const threads = values.threads === undefined ? null : Number(values.threads);
    if (threads !== null && !(Number.isInteger(threads) && threads > 0 && threads <= MOST_THREADS)) {
      return wrong(`--threads: "${values.threads}", expected a number from 1 to ${MOST_THREADS}`);
    }
    const options = {
      paths: positionals,
      threads,
      answer,
      archiveFeed,
      since,
      until,
      html,
      json,
      rule,
      against,
      rules,
      config,
    };
    return { kind: 'options', options };
  } catch (cause) {
    const message = messageOf(cause);
    return wrong(message.split('. ', 1)[0] ?? message);
  }
}

/** Null where none was given; undefined for what is no time. */
function timeOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  return readTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00Z` : text) ?? undefined;
}

function wrong(reason: string): ReadOptions<ReplayOptions> {
  return { kind: 'wrong', reason };
}
