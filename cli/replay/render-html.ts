import { barTable } from '../html/bar-table.ts';
import { dayPlot } from '../html/day-plot.ts';
import { escapeHtml } from '../html/escape.ts';
import { htmlTable } from '../html/html-table.ts';
import { htmlPage } from '../html/page.ts';
import { section } from '../html/section.ts';
import { tiles } from '../html/tiles.ts';
import { amount, minute } from '../report/words.ts';
import { total } from './difference.ts';
import type { Difference, Noise, Replayed, ReplayResult } from './replay-result.ts';

const LISTED = 15;
const TITLE = 'What Countersign would have done';

/** The replay as one page. @param at when it was made */
export function renderHtml(replayed: Replayed, at: number): string {
  const { result, efficacy, problems } = replayed;
  const when = `${efficacy.days[0]?.day ?? ''} to ${efficacy.days.at(-1)?.day ?? ''} (UTC)`;
  const parts = [
    `<h1>${TITLE}</h1><p class="dim">${escapeHtml(when)}; made ${escapeHtml(minute(at))} UTC.</p>`,
    summary(replayed),
    section('Calls by day that a rule was about', callsPlot(replayed)),
    section(
      'Questions and pages by day',
      casesPlot(
        result,
        efficacy.days.map(({ day }) => day),
      ),
    ),
    section(
      'Whom it would have asked',
      countedBars(
        result.asks.map(({ person, count }) => ({ name: person, count })),
        's2',
      ),
    ),
    section(
      'What it would have paged',
      countedBars(
        result.pages.map(({ rule, count }) => ({ name: rule, count })),
        's3',
      ),
    ),
    section('Noisiest rules, and a filter for each', noisiest(result.noisiest)),
    section('The difference', result.difference === undefined ? '' : difference(result.difference)),
    section('The first call of each rule', firsts(result)),
    section('Could not be read', problems.map((problem) => `<p>${escapeHtml(problem)}</p>`).join('\n')),
  ];
  return htmlPage(TITLE, parts.filter((part) => part !== '').join('\n'));
}

function summary({ result, efficacy }: Replayed): string {
  const { calls } = result;
  const days = Math.max(1, efficacy.days.length);
  const [asks, pages] = [total(result.asks), total(result.pages)];
  const perDay = (count: number) => `${(count / days).toFixed(1)} a day`;
  const people = new Set(result.asks.map(({ person }) => person)).size;
  return tiles([
    { title: 'Calls seen', value: amount(calls.seen), note: `${amount(calls.unreadable)} unreadable` },
    {
      title: 'Filtered at the edge',
      value: amount(calls.filtered),
      note: 'no rule wants them; they cost nothing',
    },
    { title: 'Logged', value: amount(calls.logged), note: `${amount(calls.duplicate)} duplicates` },
    { title: 'Questions', value: amount(asks), note: `${perDay(asks)}, to ${amount(people)} people` },
    { title: 'Pages', value: amount(pages), note: perDay(pages) },
  ]);
}

function callsPlot({ efficacy: { days } }: Replayed): string {
  return dayPlot(
    'Calls by day',
    days.map(({ day }) => day),
    [
      { title: 'logged', colour: 's1', values: days.map(({ logged }) => logged) },
      { title: 'asked about', colour: 's2', values: days.map(({ notified }) => notified) },
      { title: 'alerted', colour: 's3', values: days.map(({ alerted }) => alerted) },
    ],
  );
}

function casesPlot({ asks, pages }: ReplayResult, days: readonly string[]): string {
  const of = (list: readonly { readonly day: string; readonly count: number }[]) =>
    days.map((day) => total(list.filter((one) => one.day === day)));
  return dayPlot('Questions and pages by day', days, [
    { title: 'questions', colour: 's2', values: of(asks) },
    { title: 'pages', colour: 's3', values: of(pages) },
  ]);
}

function countedBars(
  counted: readonly { readonly name: string; readonly count: number }[],
  colour: 's2' | 's3',
): string {
  const sums = new Map<string, number>();
  for (const { name, count } of counted) sums.set(name, (sums.get(name) ?? 0) + count);
  const rows = [...sums].sort(([, one], [, other]) => other - one).slice(0, LISTED);
  return barTable(
    rows.map(([name, value]) => ({ name, value })),
    colour,
  );
}

function noisiest(list: readonly Noise[]): string {
  const names = (counted: Noise['tools']) =>
    counted.map(({ name, count }) => `${name} ×${amount(count)}`).join(', ');
  return list
    .map(({ rule, calls, principals, tools, filter }) => {
      const paste = filter === null ? '' : `<pre>${escapeHtml(filter)}</pre>`;
      return `<details><summary><b>${escapeHtml(rule)}</b> ×${amount(calls)} <small class="dim">${escapeHtml(names(tools))}</small></summary><p>${escapeHtml(names(principals))}</p>${paste}</details>`;
    })
    .join('\n');
}

function difference({ candidate, notified, alerted, asks, pages, rules }: Difference): string {
  const rows = [
    { what: 'Calls asked about', ...notified },
    { what: 'Calls alerted', ...alerted },
    { what: 'Questions', ...asks },
    { what: 'Pages', ...pages },
    ...rules.map(({ rule, before, after }) => ({ what: `Calls of ${rule}`, before, after })),
  ];
  return `<p>With ${escapeHtml(candidate)}:</p>${htmlTable(
    [
      { title: '', kind: 'w' },
      { title: 'Without', kind: 'n' },
      { title: 'With', kind: 'n' },
    ],
    rows.map(({ what, before, after }) => [what, amount(before), amount(after)]),
  )}`;
}

function firsts(result: ReplayResult): string {
  return result.firsts.length === 0
    ? ''
    : htmlTable(
        [
          { title: 'At', kind: 't' },
          { title: 'Rule', kind: 'w' },
          { title: 'Call', kind: 'w' },
          { title: 'By', kind: 'w' },
          { title: 'Account', kind: 't' },
        ],
        result.firsts.map(({ at, rule, event, principal, account }) => [
          at === null ? '–' : minute(Date.parse(at)),
          rule,
          event,
          principal,
          account,
        ]),
      );
}
