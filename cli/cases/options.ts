import { parseArgs } from 'node:util';
import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import { parseDuration } from '../../lambda/config/duration.ts';
import { messageOf } from '../failure.ts';
import { DEFAULT_PORT } from '../start/options.ts';

export const USAGE = `countersign cases list [--open] [--person EMAIL] [--since WHEN] [--limit N] [--before ID]
countersign cases show ID
countersign cases close ID --reason TEXT [--by NAME]

The questions and incidents of a deployment, newest first. An ID may be shortened as the list shows it. close ends an
open incident, also in PagerDuty: further calls of its origin are asked about anew. It ends no question that is still
being asked.

  --open          only what is being asked, and incidents that have not ended
  --person EMAIL  only of this person
  --since WHEN    opened since: a duration such as 24h or 7d, or a day such as 2026-11-20
  --limit N       at most so many (default 50)
  --before ID     only older ones than this: the next page
  --reason TEXT   why it is closed; stands in the journal
  --by NAME       who closes it (default: your name on this machine)
  --json          one JSON line per case
  --region NAME   where the security stack is (default: as the configuration or the environment says)
  --config FILE   countersign.yaml (default: the one in this folder, if there is one)
  --data DIR      of a run that was kept there and has ended
  --local         of the run that countersign start has going on this machine
  --port N        of that run (default ${DEFAULT_PORT})

AWS credentials come from the environment: reading needs dynamodb:ListTables, Query, GetItem and BatchGetItem on the
state table and its index, closing PutItem.

Exit status: 0 done, 2 bad input or refused.
`;

export interface Place {
  readonly region: string | null;
  readonly config: string | null;
  /** Folder of a run on this machine that has ended. */
  readonly data: string | null;
  /** Port of a run on this machine; null: a deployment. */
  readonly local: number | null;
}

export type Task =
  | {
      readonly kind: 'list';
      readonly open: boolean;
      readonly person: string | null;
      /** Milliseconds since 1970. */
      readonly since: number | null;
      readonly limit: number;
      readonly before: string | null;
    }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'close'; readonly id: string; readonly reason: string; readonly by: string | null };

export interface CasesOptions {
  readonly task: Task;
  readonly json: boolean;
  readonly place: Place;
}

const FLAGS = {
  open: { type: 'boolean', default: false },
  person: { type: 'string' },
  since: { type: 'string' },
  limit: { type: 'string', default: '50' },
  before: { type: 'string' },
  reason: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean', default: false },
  region: { type: 'string' },
  config: { type: 'string' },
  data: { type: 'string' },
  local: { type: 'boolean', default: false },
  port: { type: 'string', default: String(DEFAULT_PORT) },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Longest text of a reason or a name that is kept. Characters. */
const TEXT_LENGTH = 500;

export function readOptions(args: readonly string[], now: number): Parsed<CasesOptions | 'help'> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
    if (values.help) return { ok: true, value: 'help' };
    const port = wholeNumber(values.port);
    if (port === null) return wrong(`--port "${values.port}", expected a number`);
    const task = taskOf(positionals, values, now);
    if (!task.ok) return task;
    const { region = null, config = null, data = null, json } = values;
    const place = { region, config, data, local: values.local ? port : null };
    return { ok: true, value: { task: task.value, json, place } };
  } catch (cause) {
    const message = messageOf(cause);
    return wrong(message.split('. ', 1)[0] ?? message);
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'];

function taskOf([name, id, ...more]: readonly string[], values: Values, now: number): Parsed<Task> {
  switch (name) {
    case 'list':
      return id === undefined ? listing(values, now) : wrong(`list takes no "${id}"`);
    case 'show':
      if (id === undefined || more.length > 0) return wrong('show: one ID is expected');
      return { ok: true, value: { kind: 'show', id } };
    case 'close':
      if (id === undefined || more.length > 0) return wrong('close: one ID is expected');
      return closing(id, values);
    default:
      return wrong(
        name === undefined ? 'list, show or close is expected' : `"${name}", expected list, show or close`,
      );
  }
}

function listing({ open = false, person, since, limit = '', before }: Values, now: number): Parsed<Task> {
  const most = wholeNumber(limit);
  if (most === null || most === 0) return wrong(`--limit "${limit}", expected a number from 1`);
  const from = since === undefined ? null : timeOf(since, now);
  if (since !== undefined && from === null) {
    return wrong(`--since "${since}", expected a duration such as 24h or a day such as 2026-11-20`);
  }
  return {
    ok: true,
    value: { kind: 'list', open, person: person ?? null, since: from, limit: most, before: before ?? null },
  };
}

function closing(id: string, { reason = '', by }: Values): Parsed<Task> {
  const why = reason.trim().slice(0, TEXT_LENGTH);
  if (why === '') return wrong('close: --reason TEXT is expected: it stands in the journal');
  return {
    ok: true,
    value: { kind: 'close', id, reason: why, by: by?.trim().slice(0, TEXT_LENGTH) || null },
  };
}

function timeOf(text: string, now: number): number | null {
  const duration = parseDuration(text);
  if (duration !== null) return now - duration;
  const day = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(day) ? null : day;
}

function wholeNumber(text: string | undefined): number | null {
  return /^\d{1,5}$/.test(text ?? '') ? Number(text) : null;
}

function wrong(reason: string): Parsed<never> {
  return { ok: false, reason };
}
