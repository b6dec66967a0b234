import type { Counted } from '../../lambda/journal/efficacy.ts';
import type { Spread } from '../../lambda/journal/spread.ts';
import type { TwoPeriods } from '../report.ts';
import { amount, causeInWords, lasting, percent, period } from './words.ts';

const LABEL_WIDTH = 26;

/** The report for a terminal; what stands in brackets is the period before. */
export function renderText({ now, before }: TwoPeriods): string {
  const { calls, questions, pages, times } = now;
  const line = (label: string, value: string, was: string, more = '') =>
    `  ${label.padEnd(LABEL_WIDTH)}${value.padStart(9)}  ${`(${was})`.padEnd(11)}${more}`.trimEnd();
  const count = (label: string, of: (figures: TwoPeriods['now']) => number, more = '') =>
    line(label, amount(of(now)), amount(of(before)), more);
  const answers = `yes ${amount(questions.answers.yes)}, no ${amount(questions.answers.no)}, wrong person ${amount(questions.answers.wrongPerson)}`;
  const sent = `${amount(pages.ofAlerts)} alerts, ${amount(pages.ofQuestions)} of questions, ${amount(pages.ofReports)} reports`;
  const lines = [
    `${period(now.since, now.until)} (in brackets: the same time before)`,
    '',
    'Calls',
    count('logged', ({ calls: { logged } }) => logged),
    count('asked about', ({ calls: { notified } }) => notified),
    count('alerted', ({ calls: { alerted } }) => alerted),
    ...(calls.quarantined > 0
      ? [count('unreadable messages', ({ calls: { quarantined } }) => quarantined)]
      : []),
    '',
    'Questions',
    count('asked', ({ questions: { asked } }) => asked),
    line('answered', percent(questions.answerRate), percent(before.questions.answerRate), answers),
    line(
      'verified',
      percent(questions.verifiedShare),
      percent(before.questions.verifiedShare),
      `${amount(questions.verified)} of those that ended`,
    ),
    ...(questions.open > 0 ? [count('open', ({ questions: { open } }) => open)] : []),
    '',
    'Pages',
    count('sent', ({ pages: figures }) => figures.sent, sent),
    count(
      'avoided',
      ({ pages: figures }) => figures.avoided,
      'questions that a pager alone would have paged',
    ),
    '',
    `How long (${'median'}, 95th percentile)`,
    time('call to decision', times.callToDecision, before.times.callToDecision),
    time('call to question', times.callToQuestion, before.times.callToQuestion),
    time('question to answer', times.questionToAnswer, before.times.questionToAnswer),
    time('call to page', times.callToPage, before.times.callToPage),
    ...list(
      'Why questions became pages',
      now.causes.map(({ name, count: times }) => [causeInWords(name), amount(times)]),
    ),
    ...list(
      'Noisiest rules',
      now.noisiest.map(({ rule, calls: many, principals, tools }) => [
        rule,
        amount(many),
        `${names(principals)}; ${names(tools)}`,
      ]),
    ),
    ...list(
      'Asked most',
      now.people.map(({ person, asked, verified }) => [
        person,
        amount(asked),
        `${amount(verified)} verified`,
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function time(label: string, now: Spread, before: Spread): string {
  const both = ({ medianMs, p95Ms }: Spread) => `${lasting(medianMs)}, ${lasting(p95Ms)}`;
  return `  ${label.padEnd(LABEL_WIDTH)}${both(now).padEnd(20)}  (${both(before)})`;
}

function names(counted: readonly Counted[]): string {
  return counted.map(({ name, count }) => `${name} ×${amount(count)}`).join(', ');
}

function list(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const width = Math.max(LABEL_WIDTH, ...rows.map(([name = '']) => name.length + 2));
  return [
    '',
    title,
    ...rows.map(([name = '', count = '', more = '']) =>
      `  ${name.padEnd(width)}${count.padStart(9)}  ${more}`.trimEnd(),
    ),
  ];
}
