import { parseArgs } from 'node:util';
import { readTime } from '../../lambda/cloudtrail/event-time.ts';
import { type Subject, subjectOf } from '../../lambda/investigate/subject.ts';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';

export interface InvestigateOptions {
  readonly subject: Subject;
  readonly paths: readonly string[];
  /** `s3://bucket/prefix`, read. */
  readonly s3: { readonly bucket: string; readonly prefix: string } | null;
  /** `WORKGROUP/DATABASE.TABLE`, read. */
  readonly athena: AthenaTable | null;
  readonly lookup: boolean;
  readonly journal: boolean;
  readonly datadog: boolean;
  /** Empty: not chosen. */
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /** File of the deployment's configuration; null: not given. */
  readonly config: string | null;
  readonly yes: boolean;
  /** Milliseconds since 1970. */
  readonly since: number | null;
  readonly until: number | null;
  readonly follow: boolean;
  readonly all: boolean;
  readonly json: boolean;
  readonly html: string | null;
}

export interface AthenaTable {
  readonly workgroup: string;
  readonly database: string;
  readonly table: string;
}

const FLAGS = {
  from: { type: 'string', multiple: true },
  s3: { type: 'string' },
  athena: { type: 'string' },
  lookup: { type: 'boolean', default: false },
  journal: { type: 'boolean', default: false },
  datadog: { type: 'boolean', default: false },
  region: { type: 'string', multiple: true },
  account: { type: 'string', multiple: true },
  config: { type: 'string' },
  yes: { type: 'boolean', default: false },
  since: { type: 'string' },
  until: { type: 'string' },
  follow: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  html: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Said of bad input, in one line. */
class WrongOption extends Error {
  readonly code = 'OPTION';
}

export function readOptions(args: readonly string[]): ReadOptions<InvestigateOptions> {
  try {
    const read = parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
    return read.values.help ? { kind: 'help' } : { kind: 'options', options: optionsOf(read) };
  } catch (cause) {
    const message = messageOf(cause);
    const reason = cause instanceof WrongOption ? message : (message.split('. ', 1)[0] ?? message);
    return { kind: 'wrong', reason };
  }
}

type Read = ReturnType<typeof parseArgs<{ allowPositionals: true; options: typeof FLAGS }>>;

function optionsOf({ values, positionals }: Read): InvestigateOptions {
  const [key, ...more] = positionals;
  const { from = [], region: regions = [], account: accounts = [] } = values;
  const { lookup, journal, datadog, yes, follow, all, json } = values;
  const { config = null, html = null } = values;
  // A shell makes several paths of one pattern: those behind the first are positionals.
  if (from.length === 0 && more.length > 0) throw new WrongOption(`"${more[0] ?? ''}": one KEY at a time`);
  const options = {
    subject: subjectIn(key),
    paths: [...from, ...more],
    s3: values.s3 === undefined ? null : placeOf(values.s3),
    athena: values.athena === undefined ? null : athenaTable(values.athena),
    ...{ lookup, journal, datadog, regions, accounts, config, yes },
    since: timeOf('--since', values.since),
    until: timeOf('--until', values.until),
    ...{ follow, all, json, html },
  };
  const contradiction = contradictionIn(options);
  if (contradiction !== null) throw new WrongOption(contradiction);
  return options;
}

function contradictionIn(options: InvestigateOptions): string | null {
  const { subject, paths, s3, athena, lookup, journal, datadog, accounts, config, since, until } = options;
  const isDatadog = subject.kind === 'datadog-key';
  const asksAws = paths.length > 0 || s3 !== null || athena !== null || lookup || journal;
  if (isDatadog && !datadog) return 'a Datadog key is looked for in --datadog';
  if (datadog && !isDatadog) return '--datadog knows only keys of Datadog';
  if (isDatadog && asksAws) return 'CloudTrail knows no Datadog keys';
  if (!(asksAws || datadog))
    return 'no source given: --from PATH, --s3 URI, --athena PLACE, --lookup, --journal or --datadog';
  if (lookup && accounts.length > 0 && config === null)
    return '--account with --lookup wants --config FILE, which says how its role is assumed';
  if (since !== null && until !== null && since >= until) return '--since is not before --until';
  return null;
}

function subjectIn(key: string | undefined): Subject {
  if (key === undefined)
    throw new WrongOption('no KEY given: an access key id, or the ARN of a user, role or session');
  const subject = subjectOf(key);
  if (subject !== null) return subject;
  throw new WrongOption(
    `"${key}" is neither an access key id (AKIA…, ASIA…), the ARN of a principal, nor the id of a Datadog key`,
  );
}

function placeOf(uri: string): InvestigateOptions['s3'] {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*))?$/.exec(uri) ?? [];
  if (bucket === undefined) throw new WrongOption(`--s3 "${uri}": s3://bucket/prefix is expected`);
  const before = prefix.replace(/AWSLogs\/?$/, '');
  return { bucket, prefix: before === '' || before.endsWith('/') ? before : `${before}/` };
}

/** Names as Athena and Glue have them: what could end a quoted name is not among their characters. */
function athenaTable(text: string): AthenaTable {
  const [, workgroup, database, table] =
    /^([A-Za-z0-9._-]{1,128})\/([A-Za-z0-9_-]{1,255})\.([A-Za-z0-9_-]{1,255})$/.exec(text) ?? [];
  if (workgroup === undefined || database === undefined || table === undefined)
    throw new WrongOption(`--athena "${text}": WORKGROUP/DATABASE.TABLE is expected`);
  return { workgroup, database, table };
}

function timeOf(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const time = readTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (time !== null) return time;
  throw new WrongOption(`${flag} "${text}": a time such as 2026-01-31 or 2026-01-31T10:00:00Z is expected`);
}
