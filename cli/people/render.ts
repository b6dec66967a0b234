import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import type { Paint } from '../investigate/paint.ts';
import { cut, wrapped } from '../investigate/text-layout.ts';
import { type Entry, isOpen } from './roster.ts';
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

/** More would scroll the rest away; `--json` has them all. */
const SHOWN_PER_PART = 40;
const INDENT = '  ';

/** One JSON line. */
export function renderJson(entry: Entry): string {
  const { principal, kind, account, person, owner, unmapped, calls, firstAt, lastAt } = entry;
  return `${JSON.stringify({
    principal,
    kind,
    account,
    person: person?.email ?? null,
    confidence: person?.confidence ?? null,
    by: person?.by ?? null,
    asked: (person ?? owner)?.email ?? null,
    why: unmapped?.why ?? null,
    needsMapping: isOpen(entry),
    calls,
    first: firstAt === null ? null : new Date(firstAt).toISOString(),
    last: lastAt === null ? null : new Date(lastAt).toISOString(),
  })}\n`;
}

/** What was seen, for people. */
export function renderText({ entries, unlisted, unreadable }: Seen, look: Look): string {
  const open = entries.filter(isOpen);
  const owned = entries.filter(({ owner }) => owner !== null);
  const mapped = entries.filter(({ person }) => person !== null);
  const idle = entries.filter(({ unmapped }) => unmapped?.remedy === 'none');
  const suggestion = suggestedLines(open.slice(0, SHOWN_PER_PART));
  const lines = [
    ...part('Nobody to ask', open, look),
    ...part('Asked: the owner', owned, look),
    ...part('Persons', mapped, look),
    ...part('AWS itself: nobody needed', idle, look, false),
    ...(suggestion === null ? [] : suggested(suggestion, look)),
    summary(entries, open, unlisted, unreadable),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function part(title: string, entries: readonly Entry[], look: Look, explained = true): readonly string[] {
  if (entries.length === 0) return [];
  const more = entries.length - SHOWN_PER_PART;
  return [
    look.paint.title(`${title} (${entries.length.toLocaleString('en')})`),
    ...entries
      .slice(0, SHOWN_PER_PART)
      .flatMap((entry) => [headLine(entry, look), ...(explained ? detailLines(entry, look) : [])]),
    ...(more > 0
      ? [look.paint.dim(`${INDENT}… and ${more.toLocaleString('en')} more; --json lists all`)]
      : []),
    '',
  ];
}

/** Who, and how often. */
function headLine(entry: Entry, { width }: Look): string {
  const count = calls(entry.calls);
  const room = width - INDENT.length - count.length - INDENT.length;
  const name = cut(onOneLine(entry.principal), room);
  return `${INDENT}${name}${' '.repeat(room - [...name].length)}${INDENT}${count}`;
}

function detailLines(entry: Entry, { width, paint }: Look): readonly string[] {
  const indent = INDENT + INDENT;
  return wrapped(onOneLine(detailOf(entry)), width - indent.length).map((line) =>
    paint.dim(`${indent}${line}`),
  );
}

function detailOf({ person, owner, unmapped, account, principal }: Entry): string {
  const where = account === 'unknown' || principal.includes(account) ? '' : ` Account ${account}.`;
  if (person !== null) return `${person.email}, confidence ${person.confidence}: ${person.by}.${where}`;
  const asked = owner === null ? '' : ` ${owner.email} is asked: ${owner.by}.`;
  return `${unmapped?.what ?? ''}: ${unmapped?.why ?? ''}${asked}${where}`;
}

function suggested(text: string, { paint }: Look): readonly string[] {
  return [
    paint.title('For countersign.yaml (with the right addresses)'),
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
  const principals = `${entries.length.toLocaleString('en')} ${entries.length === 1 ? 'principal' : 'principals'}`;
  return [
    `${principals}, ${calls(total)}; nobody to ask for ${open.length.toLocaleString('en')} with ${calls(unasked)}`,
    ...(unlisted === 0 ? [] : [`${calls(unlisted)} of principals too many to list`]),
    ...(unreadable === 0 ? [] : [`${unreadable.toLocaleString('en')} unreadable`]),
  ].join('; ');
}

function calls(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`;
}
