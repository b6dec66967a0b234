import { parseArgs } from 'node:util';
import { readTime } from '../../lambda/cloudtrail/event-time.ts';
import { type Subject, subjectOf } from '../../lambda/investigate/subject.ts';
import { messageOf } from '../failure.ts';

export const USAGE = `countersign investigate KEY --from PATH… [--json] [--html FILE] [--since TIME] [--until TIME] [--follow] [--all]

What an access key did. KEY is an access key id (AKIA…, ASIA…) or the ARN of a user, role or session.

  --from PATH…   CloudTrail files or folders as AWS writes them ({"Records":[…]}, JSON lines, lists, envelopes, .gz)
  --since TIME   only calls from this time on, such as 2026-01-31 or 2026-01-31T10:00:00Z
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
    if (subject === null)
      return wrong(`"${key}" is neither an access key id (AKIA…, ASIA…) nor the ARN of a principal`);
    if (values.from === undefined) return wrong('no source given: --from PATH');
    const since = timeOf('--since', values.since);
    const until = timeOf('--until', values.until);
    if (typeof since === 'string') return wrong(since);
    if (typeof until === 'string') return wrong(until);
    const { follow, all, json, html = null } = values;
    // A shell makes several paths of one pattern: those behind the first are positionals.
    const paths = [...values.from, ...more];
    return { kind: 'options', options: { subject, paths, since, until, follow, all, json, html } };
  } catch (cause) {
    const message = messageOf(cause);
    return wrong(message.split('. ', 1)[0] ?? message);
  }
}

function timeOf(flag: string, text: string | undefined): number | null | string {
  if (text === undefined) return null;
  const time = readTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  return time ?? `${flag} "${text}": a time such as 2026-01-31 or 2026-01-31T10:00:00Z is expected`;
}

function wrong(reason: string): ReadOptions {
  return { kind: 'wrong', reason };
}
