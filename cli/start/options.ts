import { parseArgs } from 'node:util';
import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import { parseDuration } from '../../lambda/config/duration.ts';
import { type Answering, isAnswering } from '../../local/playback/answer-all.ts';

export interface StartOptions {
  readonly paths: readonly string[];
  /** 0: a free one. */
  readonly port: number;
  readonly everyMs: number;
  /** Null: whoever is at the page answers. */
  readonly answer: Answering | null;
  readonly open: boolean;
  readonly idle: boolean;
  /** Also rules that need every call, whatever the configuration says. */
  readonly archiveFeed: boolean;
  readonly dataDir: string | null;
  /** Address of an OpenSearch or Elasticsearch that the journal is shipped to. */
  readonly archive: string | null;
  readonly config: string | null;
  readonly rules: readonly string[] | null;
}

export const START_HELP = `countersign start [PATH…]: the whole pipeline on this machine, with a page in the browser

Without PATH it plays a built-in story; with PATH it plays those CloudTrail files on a clock that follows their times
and ends with an account of every record.

  --answer yes|no|ignore  everybody answers so (yes also approves the push); with PATH the command then ends by itself
  --archive-feed          also the rules that need every call; without it only where the configuration has an archive feed
  --idle                  no story: wait for calls over HTTP
  --port N                port of the page on 127.0.0.1 (default 4820, or a free one when that is taken)
  --every DURATION        time between two drains (default 5s)
  --data DIR              keep the state there, and go on from it
  --config FILE           countersign.yaml; without it every account is a member and nothing is trusted
  --rules DIR             rules instead of the built-in ones (repeatable)
  --no-open               do not open the browser
`;

export const DEFAULT_PORT = 4_820;
const HIGHEST_PORT = 65_535;

export function parseStartOptions(args: readonly string[]): Parsed<StartOptions | 'help'> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        answer: { type: 'string' },
        idle: { type: 'boolean', default: false },
        'archive-feed': { type: 'boolean', default: false },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        every: { type: 'string', default: '5s' },
        data: { type: 'string' },
        archive: { type: 'string' },
        config: { type: 'string' },
        rules: { type: 'string', multiple: true },
        open: { type: 'boolean', default: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { ok: true, value: 'help' };
    const everyMs = parseDuration(values.every);
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (everyMs === null || everyMs === 0) return wrong('--every', values.every, 'a duration such as 5s');
    if (!(port <= HIGHEST_PORT)) return wrong('--port', values.port, `a number from 0 to ${HIGHEST_PORT}`);
    if (values.answer !== undefined && !isAnswering(values.answer)) {
      return wrong('--answer', values.answer, 'yes, no or ignore');
    }
    if (values.idle && positionals.length > 0) {
      return {
        ok: false,
        reason: `--idle: waits for calls over HTTP, and takes no path (${positionals[0]})`,
      };
    }
    if (values.archive !== undefined && !URL.canParse(values.archive)) {
      return wrong('--archive', values.archive, 'an address such as http://127.0.0.1:9200');
    }
    const { idle, open, archive = null, data = null, config = null, rules = null, answer = null } = values;
    return {
      ok: true,
      value: {
        paths: positionals,
        port,
        everyMs,
        answer,
        open,
        idle,
        archiveFeed: values['archive-feed'],
        dataDir: data,
        archive,
        config,
        rules,
      },
    };
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

function wrong(option: string, got: string, expected: string): Parsed<never> {
  return { ok: false, reason: `${option}: "${got}", expected ${expected}` };
}
