import type { Case } from '../../lambda/cases/case.ts';
import { parseCaseId } from '../../lambda/cases/case-id.ts';
import { alertInWords, causeLabel } from '../../lambda/cases/words/cause-words.ts';
import { cleanText } from '../../lambda/cases/words/clean-text.ts';
import { linesOf } from '../../lambda/cases/words/summary-of-calls.ts';
import type { Paint } from '../investigate/paint.ts';
import { type Column, table } from '../investigate/text-table.ts';
import { standingOf } from './standing.ts';

const COLUMNS: readonly Column[] = [
  { title: 'ID' },
  { title: 'OPENED (UTC)' },
  { title: 'STANDS' },
  { title: 'CALLS', right: true },
  { title: 'WHO', flexible: true },
  { title: 'WHAT', flexible: true, least: 16 },
];
const TEXT_LENGTH = 200;
/** Enough of a group to tell 50 cases of a list apart; a chance of one in a hundred thousand among 300. */
const GROUP_SHOWN = 8;

/** As a terminal shows it, and as `show` and `close` take it. */
export function shortId(id: string): string {
  const key = parseCaseId(id);
  return key === null ? id : `${key.group.slice(0, GROUP_SHOWN)}-${key.generation}`;
}

export function renderList(cases: readonly Case[], now: number, width: number, paint: Paint): string {
  if (cases.length === 0) return 'No cases.\n';
  const rows = cases.map((item) => [
    shortId(item.id),
    new Date(item.openedAt).toISOString().slice(0, 16).replace('T', ' '),
    standingOf(item, now),
    String(item.calls.length + item.moreCalls),
    whoIn(item),
    whatIn(item),
  ]);
  return `${table(COLUMNS, rows, width, paint).join('\n')}\n`;
}

export function whoIn(item: Case): string {
  return cleanText(item.person?.email ?? item.calls[0]?.principal ?? '–', TEXT_LENGTH);
}

export function whatIn({ calls }: Case): string {
  const kinds = linesOf(calls, 'kind').map(({ eventName, count }) =>
    count === 1 ? eventName : `${eventName} ×${count}`,
  );
  return cleanText(kinds.join(', '), TEXT_LENGTH);
}

/** Why it paged, in words; null when it did not. */
export function causeOf(item: Case): string | null {
  if (item.kind === 'alert') return alertInWords(item);
  return item.cause === null ? null : causeLabel(item.cause);
}

/** A case as a machine reads it: times in ISO 8601. */
export function renderJson(item: Case, now: number): string {
  const { id, kind, openedAt, calls, moreCalls, closed } = item;
  return JSON.stringify({
    id,
    kind,
    stands: standingOf(item, now),
    openedAt: new Date(openedAt).toISOString(),
    person: item.person?.email ?? null,
    cause: item.kind === 'question' ? item.cause : item.because,
    calls: calls.length + moreCalls,
    what: whatIn(item),
    accounts: [...new Set(calls.map(({ account }) => account))],
    keys: [...new Set(calls.flatMap(({ accessKeyId }) => accessKeyId ?? []))],
    ended:
      closed === undefined
        ? null
        : { by: closed.by, who: closed.who, why: closed.why ?? null, at: new Date(closed.at).toISOString() },
  });
}
