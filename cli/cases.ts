import { userInfo } from 'node:os';
import type { Case } from '../lambda/cases/case.ts';
import type { CaseStore } from '../lambda/ports/case-store.ts';
import { endIncident } from '../lambda/workflows/end-incident.ts';
import { findCase } from './cases/find-case.ts';
import { failureLine, openCases } from './cases/open-cases.ts';
import { type CasesOptions, readOptions, type Task, USAGE } from './cases/options.ts';
import { renderCase } from './cases/render-case.ts';
import { renderJson, renderList, shortId } from './cases/render-list.ts';
import { isOpen, standingOf } from './cases/standing.ts';
import { COLOURS, NO_COLOURS } from './investigate/paint.ts';
import type { PeopleIo } from './people.ts';
import { badInput, type Printed, printed } from './printed.ts';

/** Where the output is no terminal. Characters. */
const WIDTH = 80;

/** `countersign cases`: the questions and incidents of a deployment. Resolves with the exit status. */
export async function runCases(args: readonly string[], io: PeopleIo, open = openCases): Promise<number> {
  const read = readOptions(args, io.now());
  const result = !read.ok
    ? badInput(`cases: ${read.reason}`)
    : read.value === 'help'
      ? printed(USAGE)
      : await perform(read.value, io, open);
  io.stdout.write(result.stdout);
  io.stderr.write(result.stderr);
  return result.exitCode;
}

async function perform(options: CasesOptions, io: PeopleIo, open: typeof openCases): Promise<Printed> {
  try {
    const opened = await open(options.place);
    return await work(opened.cases, options, io).finally(() => opened.close());
  } catch (cause) {
    return badInput(`cases: ${failureLine(cause)}`);
  }
}

async function work(cases: CaseStore, { task, json }: CasesOptions, io: PeopleIo): Promise<Printed> {
  switch (task.kind) {
    case 'list':
      return list(cases, task, json, io);
    case 'show':
      return show(cases, task.id, json, io);
    case 'close':
      return close(cases, task, json, io);
    default: {
      const unreachable: never = task;
      return unreachable;
    }
  }
}

async function list(
  cases: CaseStore,
  task: Extract<Task, { kind: 'list' }>,
  json: boolean,
  io: PeopleIo,
): Promise<Printed> {
  const now = io.now();
  const found: Case[] = [];
  let isReached = task.before === null;
  for await (const item of cases.list('newest first')) {
    if (task.since !== null && item.openedAt < task.since) break;
    if (found.length > task.limit) break;
    if (isReached && isWanted(item, task, now)) found.push(item);
    isReached ||= item.id === task.before || shortId(item.id) === task.before;
  }
  if (!isReached) return badInput(`cases: --before "${task.before}": no such case in the list`);
  const page = found.slice(0, task.limit);
  if (json) return printed(page.map((item) => `${renderJson(item, now)}\n`).join(''));
  const last = page.at(-1);
  const more = found.length > page.length && last !== undefined ? `More: --before ${shortId(last.id)}\n` : '';
  return printed(`${renderList(page, now, widthOf(io), paintOf(io))}${more}`);
}

function isWanted(item: Case, { open, person }: Extract<Task, { kind: 'list' }>, now: number): boolean {
  if (open && !isOpen(standingOf(item, now))) return false;
  return person === null || item.person?.email.toLowerCase() === person.toLowerCase();
}

async function show(cases: CaseStore, id: string, json: boolean, io: PeopleIo): Promise<Printed> {
  const found = await findCase(cases, id);
  if (!found.ok) return badInput(`cases: ${found.reason}`);
  if (json) return printed(`${JSON.stringify(found.value)}\n`);
  return printed(renderCase(found.value, io.now(), widthOf(io), paintOf(io)));
}

/** The same conditional write, through the same reducer, as every other change of a case. */
async function close(
  cases: CaseStore,
  task: Extract<Task, { kind: 'close' }>,
  json: boolean,
  io: PeopleIo,
): Promise<Printed> {
  const found = await findCase(cases, task.id);
  if (!found.ok) return badInput(`cases: ${found.reason}`);
  const before = standingOf(found.value, io.now());
  const name = shortId(found.value.id);
  if (before !== 'open') return badInput(`cases: ${name} is ${before}: ${WHY_NOT[before]}`);
  const who = task.by ?? userInfo().username;
  const at = io.now();
  const after = await endIncident(cases, found.value.id, { by: 'operator', at, who, why: task.reason });
  if (after?.closed === undefined) return badInput(`cases: ${name} is not there any more`);
  if (json) return printed(`${renderJson(after, at)}\n`);
  if (after.closed.who !== who || after.closed.at !== at) {
    return badInput(`cases: ${name}: somebody else ended it in the same moment`);
  }
  return printed(
    `Closed ${name} as ${who}. The next drain writes it into the journal and resolves the incident.\n`,
  );
}

const WHY_NOT = {
  asking: 'it is about to be asked, and ends by its answer, or by paging',
  asked: 'it ends by its answer and the push, or by paging',
  confirming: 'it ends by the push, or by paging',
  verified: 'the person confirmed it, there is no incident',
  resolved: 'it has ended before',
  closed: 'it has ended before',
  expired: 'it has ended by itself',
} as const;

function widthOf({ stdout: { columns = WIDTH } }: PeopleIo): number {
  return Math.max(WIDTH, columns);
}

function paintOf({ stdout: { isTTY = false } }: PeopleIo) {
  return isTTY ? COLOURS : NO_COLOURS;
}
