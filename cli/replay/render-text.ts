import { cleanText } from '../../lambda/cases/words/clean-text.ts';
import { amount } from '../report/words.ts';
import { total } from './difference.ts';
import type { Change, Difference, Noise, Replayed, ReplayResult } from './replay-result.ts';

const LISTED = 8;
/** Most names of rules fit. */
const WIDTH = 34;

/** The replay for a terminal. */
export function renderText({ result, efficacy, problems }: Replayed): string {
  const { calls } = result;
  const days = Math.max(1, efficacy.days.length);
  const [asks, pages] = [total(result.asks), total(result.pages)];
  const perDay = (count: number) => `${(count / days).toFixed(1)} a day`;
  const lines = [
    calls.seen === 0
      ? 'No call of this time'
      : `${efficacy.days[0]?.day ?? ''} to ${efficacy.days.at(-1)?.day ?? ''} (UTC)`,
    '',
    row('calls seen', calls.seen),
    row('filtered at the edge', calls.filtered, share(calls.filtered, calls.seen)),
    row('logged', calls.logged, share(calls.logged, calls.seen)),
    row('asked about', calls.notified, share(calls.notified, calls.seen)),
    row('alerted', calls.alerted, share(calls.alerted, calls.seen)),
    ...(calls.duplicate > 0 ? [row('duplicates', calls.duplicate)] : []),
    ...(calls.quarantined > 0 ? [row('odd records', calls.quarantined)] : []),
    ...(calls.unreadable > 0 ? [row('unreadable', calls.unreadable)] : []),
    '',
    row('questions', asks, `${perDay(asks)}, to ${peopleIn(result)}`),
    row('pages', pages, perDay(pages)),
    ...titled('Asked most', most(result.asks.map(({ person, count }) => ({ name: person, count })))),
    ...titled('Paged most', most(result.pages.map(({ rule, count }) => ({ name: rule, count })))),
    ...noisy(result.noisiest),
    ...(result.difference === undefined ? [] : changed(result.difference)),
    ...problems.map((problem) => `unreadable: ${cleanText(problem, 200)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function peopleIn({ asks }: ReplayResult): string {
  const count = new Set(asks.map(({ person }) => person)).size;
  return count === 1 ? '1 person' : `${amount(count)} people`;
}

function row(label: string, count: number, more = ''): string {
  return `  ${label.padEnd(WIDTH)}${amount(count).padStart(11)}  ${more}`.trimEnd();
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(part / whole < 0.01 ? 2 : 1)} %`;
}

function titled(title: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : ['', title, ...rows];
}

function most(counted: readonly { readonly name: string; readonly count: number }[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { name, count } of counted) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums]
    .sort(([, one], [, other]) => other - one)
    .slice(0, LISTED)
    .map(([name, count]) => row(cleanText(name, 60), count));
}

/** Each with who is behind it; the loudest with the filter that would quiet it. */
function noisy(noisiest: readonly Noise[]): readonly string[] {
  const [first] = noisiest;
  if (first === undefined) return [];
  const rows = noisiest.slice(0, LISTED).flatMap(({ rule, calls, principals, tools }) => {
    const names = (list: Noise['tools']) =>
      list.slice(0, 2).map(({ name, count }) => `${cleanText(name, 90)} ×${amount(count)}`);
    return [row(rule, calls, names(tools).join(', ')), ...names(principals).map((name) => `      ${name}`)];
  });
  const filter =
    first.filter === null
      ? []
      : [
          '',
          `A filter that would quiet ${first.rule} about the first of them:`,
          '',
          ...first.filter
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`),
        ];
  return ['', 'Noisiest rules', ...rows, ...filter];
}

function changed({ candidate, notified, alerted, asks, pages, rules }: Difference): readonly string[] {
  const line = (label: string, { before, after }: Change) =>
    `  ${label.padEnd(WIDTH)}${amount(before).padStart(11)}  → ${amount(after)}`;
  return [
    '',
    `With ${cleanText(candidate, 100)}`,
    line('asked about', notified),
    line('alerted', alerted),
    line('questions', asks),
    line('pages', pages),
    ...rules.slice(0, LISTED).map(({ rule, ...change }) => line(`calls of ${rule}`, change)),
  ];
}
