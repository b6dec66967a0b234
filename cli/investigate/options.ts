import { parseArgs } from 'node:util';
import { readTime } from '../../lambda/cloudtrail/event-time.ts';
import { type Subject, subjectOf } from '../../lambda/investigate/subject.ts';
import { messageOf } from '../failure.ts';

export const USAGE = `countersign investigate KEY SOURCE… [--json] [--html FILE] [--since TIME] [--until TIME] [--follow] [--all]

What a key did. KEY is an access key id (AKIA…, ASIA…), the ARN of a user, role or session, or the id of a Datadog API key.
Several sources may be given; a call that is in two of them counts once.

  --from PATH…   CloudTrail files or folders as AWS writes them ({"Records":[…]}, JSON lines, lists, envelopes, .gz)
  --s3 URI       the bucket of a trail, s3://bucket/prefix with what stands before AWSLogs/
  --lookup       CloudTrail's event history (LookupEvents) of the account whose credentials are in the environment
  --datadog      Datadog's Audit Trail; wants DD_API_KEY, DD_APP_KEY and, outside datadoghq.com, DD_SITE

  --region NAME  for --lookup and --s3 only this region; may be given again (--lookup: AWS_REGION and us-east-1)
  --account ID   for --s3 only this account; may be given again
  --since TIME   only calls from this time on, such as 2026-01-31 or 2026-01-31T10:00:00Z (without files: 90 days ago)
  --until TIME   only calls before this time
  --follow       also what the keys and roles did that it issued
  --all          every call and every endpoint, instead of what repeats once and the first five
  --json         one JSON document on the standard output
  --html FILE    also the report as one self-contained page, for a browser or paper

Exit status: 0 done, 2 bad input.
`;

export interface InvestigateOptions {
  readonly subject: Subject;
  readonly paths: readonly string[];
  /** `s3://bucket/prefix`, read. */
  readonly s3: { readonly bucket: string; readonly prefix: string } | null;
  readonly lookup: boolean;
  readonly datadog: boolean;
  /** Empty: not chosen. */
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /** Milliseconds since 1970. */
  readonly since: number | null;
  readonly until: number | null;
  readonly follow: boolean;
  readonly all: boolean;
  readonly json: boolean;
  readonly html: string | null;
}

export type ReadOptions =
  | { readonly kind: 'options'; readonly options: InvestigateOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string };

const FLAGS = {
  from: { type: 'string', multiple: true },
  s3: { type: 'string' },
  lookup: { type: 'boolean', default: false },
  datadog: { type: 'boolean', default: false },
  region: { type: 'string', multiple: true },
  account: { type: 'string', multiple: true },
  since: { type: 'string' },
  until: { type: 'string' },
  follow: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  html: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export function readOptions(args: readonly string[]): ReadOptions {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
    if (values.help) return { kind: 'help' };
    const [key, ...more] = positionals;
    if (key === undefined)
      return wrong('no KEY given: an access key id, or the ARN of a user, role or session');
    const subject = subjectOf(key);
    if (subject === null) {
      return wrong(
        `"${key}" is neither an access key id (AKIA…, ASIA…), the ARN of a principal, nor the id of a Datadog key`,
      );
    }
    const s3 = values.s3 === undefined ? null : placeOf(values.s3);
    if (s3 === undefined) return wrong(`--s3 "${values.s3 ?? ''}": s3://bucket/prefix is expected`);
    const { lookup, datadog, from = [] } = values;
    const isDatadog = subject.kind === 'datadog-key';
    if (isDatadog !== datadog) {
      return wrong(
        isDatadog ? 'a Datadog key is looked for in --datadog' : '--datadog knows only keys of Datadog',
      );
    }
    if (isDatadog && (lookup || s3 !== null || from.length > 0))
      return wrong('CloudTrail knows no Datadog keys');
    const hasFiles = from.length > 0;
    if (!(hasFiles || lookup || datadog || s3 !== null))
      return wrong('no source given: --from PATH, --s3 URI, --lookup or --datadog');
    if (!hasFiles && more.length > 0) return wrong(`"${more[0] ?? ''}": one KEY at a time`);
    const since = timeOf('--since', values.since);
    const until = timeOf('--until', values.until);
    if (typeof since === 'string') return wrong(since);
    if (typeof until === 'string') return wrong(until);
    const { follow, all, json, html = null, region: regions = [], account: accounts = [] } = values;
    // A shell makes several paths of one pattern: those behind the first are positionals.
    const paths = [...from, ...more];
    return {
      kind: 'options',
      options: {
        subject,
        paths,
        s3,
        lookup,
        datadog,
        regions,
        accounts,
        since,
        until,
        follow,
        all,
        json,
        html,
      },
    };
  } catch (cause) {
    const message = messageOf(cause);
    return wrong(message.split('. ', 1)[0] ?? message);
  }
}

/** Undefined for what is no such address. */
function placeOf(uri: string): InvestigateOptions['s3'] | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*))?$/.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const before = prefix.replace(/AWSLogs\/?$/, '');
  return { bucket, prefix: before === '' || before.endsWith('/') ? before : `${before}/` };
}

function timeOf(flag: string, text: string | undefined): number | null | string {
  if (text === undefined) return null;
  const time = readTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  return time ?? `${flag} "${text}": a time such as 2026-01-31 or 2026-01-31T10:00:00Z is expected`;
}

function wrong(reason: string): ReadOptions {
  return { kind: 'wrong', reason };
}
