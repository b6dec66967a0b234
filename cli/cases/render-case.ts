import type { Case, CaseCall, IncidentEnd } from '../../lambda/cases/case.ts';
import { incidentKeyOf } from '../../lambda/cases/case-id.ts';
import { incidentIdOf } from '../../lambda/cases/shared-incident.ts';
import { cleanText } from '../../lambda/cases/words/clean-text.ts';
import { commonFacts } from '../../lambda/cases/words/summary-of-calls.ts';
import { utcMinute } from '../../lambda/cases/words/times.ts';
import type { Paint } from '../investigate/paint.ts';
import { wrapped } from '../investigate/text-layout.ts';
import { table } from '../investigate/text-table.ts';
import { causeOf, shortId, whoIn } from './render-list.ts';
import { standingOf } from './standing.ts';

const LABEL = 12;
const TEXT_LENGTH = 300;
const CALLS_SHOWN = 20;

/** One case for people: who, what, where, what came of it. */
export function renderCase(item: Case, now: number, width: number, paint: Paint): string {
  const lines = facts(item, now).flatMap(([label, text]) => labelled(label, text, width, paint));
  return [paint.title(`Case ${item.id}`), ...lines, '', ...callTable(item, width, paint), ''].join('\n');
}

type Fact = readonly [label: string, text: string | null];

function facts(item: Case, now: number): readonly Fact[] {
  const common = commonFacts(item.calls);
  return [
    ['stands', standingOf(item, now)],
    ['opened', utcMinute(item.openedAt)],
    ['person', whoIn(item)],
    ...(item.kind === 'question' ? answerFacts(item) : []),
    ['paged', causeOf(item)],
    ['ended', item.closed === undefined ? null : endInWords(item.closed)],
    ['PagerDuty', causeOf(item) === null ? null : incidentKeyOf(incidentIdOf(item))],
    ['principal', common.principal],
    ['keys', [...new Set(item.calls.flatMap(({ accessKeyId }) => accessKeyId ?? []))].join(' ') || null],
    ['address', common.address],
    ['account', common.account],
    ['region', common.region],
    ['tool', common.userAgent],
  ];
}

function answerFacts(item: Extract<Case, { kind: 'question' }>): readonly Fact[] {
  const answers = [...(item.answer === null ? [] : [item.answer]), ...item.lateAnswers];
  return [
    ['mapped by', `${item.person.by}, confidence ${item.person.confidence}`],
    ['answered', answers.map(({ answer, at }) => `${answer} at ${utcMinute(at)}`).join(', then ') || null],
    ['verified', item.state === 'verified' && item.endedAt !== null ? utcMinute(item.endedAt) : null],
  ];
}

function endInWords({ by, who, why, at }: IncidentEnd): string {
  const how = { pager: 'resolved in PagerDuty', operator: 'closed', expiry: 'expired' }[by];
  const whom = who === null ? '' : ` by ${who}`;
  return `${how}${whom}, ${utcMinute(at)}${why === undefined ? '' : `: ${why}`}`;
}

function labelled(label: string, text: string | null, width: number, paint: Paint): readonly string[] {
  if (text === null) return [];
  const [first = '', ...more] = wrapped(cleanText(text, TEXT_LENGTH), Math.max(20, width - LABEL));
  return [`${paint.dim(label.padEnd(LABEL))}${first}`, ...more.map((line) => `${' '.repeat(LABEL)}${line}`)];
}

function callTable({ calls, moreCalls, id }: Case, width: number, paint: Paint): readonly string[] {
  const rows = calls.slice(0, CALLS_SHOWN).map(rowOf);
  const columns = [
    { title: 'TIME (UTC)' },
    { title: 'CALL', flexible: true, least: 16 },
    { title: 'ON', flexible: true, least: 12 },
    { title: 'ERROR', flexible: true },
  ];
  const left = calls.length + moreCalls - rows.length;
  const more =
    left === 0
      ? []
      : [paint.dim(`… and ${left.toLocaleString('en')} more; the journal has all of ${shortId(id)}`)];
  return [...table(columns, rows, width, paint), ...more];
}

function rowOf(call: CaseCall): readonly string[] {
  const time = call.eventTime === null ? 'unknown' : new Date(call.eventTime).toISOString();
  return [
    time.slice(0, 19).replace('T', ' '),
    cleanText(`${call.eventSource.replace(/\.amazonaws\.com$/, '')} ${call.eventName}`, TEXT_LENGTH),
    cleanText(call.resource ?? '–', TEXT_LENGTH),
    cleanText(call.errorCode ?? '', TEXT_LENGTH),
  ];
}
