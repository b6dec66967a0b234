import type { Counted, Efficacy } from '../../lambda/journal/efficacy.ts';
import type { Spread } from '../../lambda/journal/spread.ts';
import { barTable } from '../html/bar-table.ts';
import { dayPlot } from '../html/day-plot.ts';
import { escapeHtml } from '../html/escape.ts';
import { htmlTable } from '../html/html-table.ts';
import { htmlPage } from '../html/page.ts';
import { section } from '../html/section.ts';
import { tiles } from '../html/tiles.ts';
import type { TwoPeriods } from '../report.ts';
import { amount, causeInWords, lasting, minute, percent, period } from './words.ts';

/** The report as one page. @param at when it was made */
export function renderHtml(periods: TwoPeriods, at: number): string {
  const { now } = periods;
  const sections = [
    section('Calls by day', callsPlot(now)),
    section('Questions by day', questionsPlot(now)),
    section('How long it took', timesTable(periods)),
    section('Why questions became pages', causes(now)),
    section('Noisiest rules', noisiest(now)),
    section('Who was asked', people(now)),
    section('All figures', figures(periods)),
  ];
  const head = `<h1>What Countersign did</h1><p class="dim">${escapeHtml(period(now.since, now.until))}; made ${escapeHtml(minute(at))} UTC. “Before” is the same time before that.</p>`;
  return htmlPage(
    'What Countersign did',
    [head, summary(periods), ...sections].filter((text) => text !== '').join('\n'),
  );
}

function summary({ now, before }: TwoPeriods): string {
  const { questions, pages, times } = now;
  return tiles([
    {
      title: 'Questions asked',
      value: amount(questions.asked),
      note: `before: ${amount(before.questions.asked)}`,
    },
    {
      title: 'Answered',
      value: percent(questions.answerRate),
      note: `before: ${percent(before.questions.answerRate)}`,
    },
    {
      title: 'Verified',
      value: percent(questions.verifiedShare),
      note: `${amount(questions.verified)} with an approved push; before: ${percent(before.questions.verifiedShare)}`,
    },
    {
      title: 'Question to answer',
      value: lasting(times.questionToAnswer.medianMs),
      note: `median; 95 % within ${lasting(times.questionToAnswer.p95Ms)}`,
    },
    {
      title: 'Pages avoided',
      value: amount(pages.avoided),
      note: `questions that a pager alone would have paged; before: ${amount(before.pages.avoided)}`,
    },
    { title: 'Pages sent', value: amount(pages.sent), note: `before: ${amount(before.pages.sent)}` },
  ]);
}

function callsPlot({ days }: Efficacy): string {
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

function questionsPlot({ days }: Efficacy): string {
  return dayPlot(
    'Questions by day',
    days.map(({ day }) => day),
    [
      { title: 'verified', colour: 's4', values: days.map(({ verified }) => verified) },
      { title: 'became a page', colour: 's3', values: days.map(({ escalated }) => escalated) },
      { title: 'open', colour: 's5', values: days.map(({ open }) => open) },
    ],
  );
}

function timesTable({ now, before }: TwoPeriods): string {
  const row = (title: string, of: (times: Efficacy['times']) => Spread) => {
    const [spread, was] = [of(now.times), of(before.times)];
    const cells = [spread.medianMs, spread.p95Ms, was.medianMs, was.p95Ms].map(lasting);
    return [title, amount(spread.count), ...cells];
  };
  return htmlTable(
    [
      { title: '', kind: 'w' },
      { title: 'Measured', kind: 'n' },
      { title: 'Median', kind: 'n' },
      { title: '95 %', kind: 'n' },
      { title: 'Median before', kind: 'n' },
      { title: '95 % before', kind: 'n' },
    ],
    [
      row('From the call to its decision', ({ callToDecision }) => callToDecision),
      row('From the call to the question', ({ callToQuestion }) => callToQuestion),
      row('From the question to the answer', ({ questionToAnswer }) => questionToAnswer),
      row('From the call to the page', ({ callToPage }) => callToPage),
    ],
  );
}

function causes(now: Efficacy): string {
  return barTable(
    now.causes.map(({ name, count }) => ({ name: causeInWords(name), value: count })),
    's3',
  );
}

function noisiest(now: Efficacy): string {
  const names = (counted: readonly Counted[]) =>
    counted.map(({ name, count }) => `${name} ×${amount(count)}`).join(', ');
  return barTable(
    now.noisiest.map(({ rule, calls, principals, tools }) => ({
      name: rule,
      value: calls,
      more: `${names(principals)}; with ${names(tools)}`,
    })),
    's2',
  );
}

function people(now: Efficacy): string {
  return barTable(
    now.people.map(({ person, asked, verified, escalated }) => ({
      name: person,
      value: asked,
      more: `${amount(verified)} verified, ${amount(escalated)} became a page`,
    })),
    's2',
  );
}

/** Everything once more in numbers, for whoever copies them. */
function figures({ now, before }: TwoPeriods): string {
  const row = (title: string, of: (figures: Efficacy) => number) => [
    title,
    amount(of(now)),
    amount(of(before)),
  ];
  return htmlTable(
    [
      { title: '', kind: 'w' },
      { title: 'Now', kind: 'n' },
      { title: 'Before', kind: 'n' },
    ],
    [
      row('Calls logged', ({ calls }) => calls.logged),
      row('Calls asked about', ({ calls }) => calls.notified),
      row('Calls alerted', ({ calls }) => calls.alerted),
      row('Calls that came again', ({ calls }) => calls.duplicate),
      row('Messages that could not be read', ({ calls }) => calls.quarantined),
      row('Questions: answered yes', ({ questions }) => questions.answers.yes),
      row('Questions: answered no', ({ questions }) => questions.answers.no),
      row('Questions: the wrong person', ({ questions }) => questions.answers.wrongPerson),
      row('Questions: verified', ({ questions }) => questions.verified),
      row('Questions: became a page', ({ questions }) => questions.escalated),
      row('Pages without a question', ({ pages }) => pages.ofAlerts),
      row('Reports: nobody to ask, or too late', ({ pages }) => pages.ofReports),
    ],
  );
}
