import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import type { Paint } from '../investigate/paint.ts';
import { cut, wrapped } from '../investigate/text-layout.ts';
import { type Entry, isOpen, type PeopleConfig } from './entry.ts';
import { suggestedLines } from './suggest-lines.ts';

export interface Seen {
  readonly entries: readonly Entry[];
  /** Calls of principals that were too many to list. */
  readonly unlisted: number;
  readonly unreadable: number;
}

export interface Look {
  /** Characters in a line. */
  readonly width: number;
  readonly paint: Paint;
}

/** What is shown of one or several principals. */
interface Row {
  readonly name: string;
  readonly calls: number;
  /** Sentences; empty: the name says it all. */
  readonly detail: string;
}

/** More would scroll the rest away; `--json` has them all. */
const SHOWN_PER_PART = 40;
const INDENT = '  ';

/** One JSON line. */
export function renderJson(entry: Entry): string {
  const { principal, kind, account, person, disguisedAs, owner, unmapped, calls, firstAt, lastAt } = entry;
  return `${JSON.stringify({
    principal,
    kind,
    account,
    person: person?.email ?? null,
    confidence: person?.confidence ?? null,
    by: person?.by ?? null,
    disguisedAs,
    asked: (person ?? owner)?.email ?? null,
    why: unmapped?.why ?? null,
    needsMapping: isOpen(entry),
    calls,
    first: firstAt === null ? null : new Date(firstAt).toISOString(),
    last: lastAt === null ? null : new Date(lastAt).toISOString(),
  })}\n`;
}

/** What was seen, for people. */
export function renderText(
  { entries, unlisted, unreadable }: Seen,
  config: PeopleConfig,
  look: Look,
): string {
  const open = entries.filter(isOpen);
  const owned = entries.filter(({ owner }) => owner !== null);
  const mapped = entries.filter(({ person }) => person !== null);
  const disguised = mapped.filter(({ disguisedAs }) => disguisedAs !== null);
  const idle = entries.filter(({ unmapped }) => unmapped?.remedy === 'none');
  const suggestion = suggestedLines(open.slice(0, SHOWN_PER_PART), config);
  const lines = [
    ...part('Sessions under the name of somebody else', disguised.map(disguisedRow), look),
    ...part('Nobody to ask', open.map(rowOf), look),
    ...part('The owner is asked', owned.map(rowOf), look),
    ...part('Persons', personRows(mapped), look),
    ...part('AWS itself: nobody is needed', idle.map(bareRow), look),
    ...(suggestion === null ? [] : suggested(suggestion, look)),
    summary(entries, open, unlisted, unreadable),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function disguisedRow({ principal: name, calls, person, disguisedAs }: Entry): Row {
  return { name, calls, detail: `${person?.email} under the name ${disguisedAs}: ${person?.by}.` };
}

function rowOf({ principal: name, calls, owner, unmapped, account }: Entry): Row {
  const where = account === 'unknown' || name.includes(account) ? '' : ` Account ${account}.`;
  const asked = owner === null ? '' : ` ${owner.email} is asked, the ${owner.by}.`;
  return { name, calls, detail: `${unmapped?.what ?? ''}: ${unmapped?.why ?? ''}${asked}${where}` };
}

function bareRow({ principal: name, calls }: Entry): Row {
  return { name, calls, detail: '' };
}

/** One for each person and step: somebody has sessions in many accounts. */
function personRows(entries: readonly Entry[]): readonly Row[] {
  const groups = Map.groupBy(entries, ({ person }) =>
    JSON.stringify([person?.email, person?.confidence, person?.by]),
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    const person = first?.person;
    const accounts = new Set(group.map(({ account }) => account)).size;
    const as = group.length === 1 ? (first?.principal ?? '') : `${group.length} principals`;
    const where = accounts === 1 ? '' : ` in ${accounts} accounts`;
    return {
      name: person?.email ?? '',
      calls: group.reduce((sum, { calls }) => sum + calls, 0),
      detail: `${person?.confidence} confidence: ${person?.by}; ${as}${where}`,
    };
  });
}

function part(title: string, rows: readonly Row[], look: Look): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length - SHOWN_PER_PART;
  return [
    look.paint.title(`${title} (${rows.length.toLocaleString('en')})`),
    ...rows.slice(0, SHOWN_PER_PART).flatMap((row) => rowLines(row, look)),
    ...(more > 0
      ? [look.paint.dim(`${INDENT}… and ${more.toLocaleString('en')} more; --json lists all`)]
      : []),
    '',
  ];
}

/** Who, and how often; below, what is known. */
function rowLines({ name, calls, detail }: Row, { width, paint }: Look): readonly string[] {
  const count = counted(calls, 'call');
  const room = width - INDENT.length - count.length - INDENT.length;
  const shown = cutName(onOneLine(name), room);
  const head = `${INDENT}${shown}${' '.repeat(room - [...shown].length)}${INDENT}${count}`;
  const indent = INDENT + INDENT;
  const lines = detail === '' ? [] : wrapped(onOneLine(detail), width - indent.length);
  return [head, ...lines.map((line) => paint.dim(`${indent}${cut(line, width - indent.length)}`))];
}

/** ARNs of one account begin alike: their end tells them apart. */
function cutName(name: string, width: number): string {
  const letters = [...name];
  return letters.length > width && name.startsWith('arn:')
    ? `…${letters.slice(1 - width).join('')}`
    : cut(name, width);
}

function suggested(text: string, { paint }: Look): readonly string[] {
  return [
    paint.title('For countersign.yaml (put in the right addresses)'),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `${INDENT}${paint.code(onOneLine(line))}`),
    '',
  ];
}

function summary(
  entries: readonly Entry[],
  open: readonly Entry[],
  unlisted: number,
  unreadable: number,
): string {
  const total = entries.reduce((sum, entry) => sum + entry.calls, unlisted);
  const unasked = open.reduce((sum, entry) => sum + entry.calls, 0);
  const seen = `${counted(entries.length, 'principal')}, ${counted(total, 'call')}`;
  return [
    `${seen}; nobody to ask for ${open.length.toLocaleString('en')} with ${counted(unasked, 'call')}`,
    ...(unlisted === 0 ? [] : [`${counted(unlisted, 'call')} of principals too many to list`]),
    ...(unreadable === 0 ? [] : [`${unreadable.toLocaleString('en')} unreadable`]),
  ].join('; ');
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
