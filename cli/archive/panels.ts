/** One diagram of the archive's dashboard, in words that both products' visualisations can be made of. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  /** In KQL and DQL alike. */
  readonly query: string;
  readonly shape: 'over-time' | 'ranking';
  readonly measure:
    | { readonly kind: 'count' }
    | { readonly kind: 'sum'; readonly field: string }
    /** Median and 95th percentile. */
    | { readonly kind: 'percentiles'; readonly field: string };
  /** Field whose values are told apart; of a ranking what is ranked. */
  readonly by: string | null;
  /** Of a ranking: field that parts each bar. */
  readonly within?: string;
}

const CALLS = 'countersign.kind:call';
const QUESTIONS = 'countersign.kind:transition';
const ANSWERS = `${QUESTIONS} and (countersign.case.event:answered or countersign.case.cause:(no or wrong-person))`;

export const PANELS: readonly Panel[] = [
  over('severities', 'Calls by severity', CALLS, 'countersign.severity'),
  over(
    'asks-and-answers',
    'Questions: asked, answered, verified, escalated',
    QUESTIONS,
    'countersign.case.event',
  ),
  spread(
    'time-to-answer',
    'From opening a case to the answer, ms: median, 95th percentile',
    ANSWERS,
    'countersign.case.after_ms',
  ),
  spread(
    'time-to-page',
    'From opening a case to the page, ms: median, 95th percentile',
    'countersign.delivery.effect:page and countersign.delivery.result:done',
    'countersign.case.after_ms',
  ),
  ranking(
    'noisiest',
    'Noisiest rules',
    `${CALLS} and not countersign.severity:log`,
    'rule.id',
    'countersign.severity',
  ),
  ranking('causes', 'Causes of escalation', 'countersign.case.event:escalated', 'countersign.case.cause'),
  ranking(
    'accounts',
    'Accounts',
    `${CALLS} and not countersign.severity:log`,
    'cloud.account.id',
    'countersign.severity',
  ),
  ranking('people', 'People asked', 'countersign.case.event:asked', 'user.email'),
  ranking(
    'principals',
    'Principals behind questions and alerts',
    `${CALLS} and not countersign.severity:log`,
    'user.name',
    'rule.id',
  ),
  ranking('countries', 'Countries of calls', CALLS, 'source.geo.country_iso_code', 'countersign.severity'),
  spread('lag', 'Pipeline: from the call to its decision, ms', CALLS, 'countersign.lag_ms'),
  {
    id: 'messages',
    title: 'Pipeline: messages drained',
    query: 'countersign.kind:drain',
    shape: 'over-time',
    measure: { kind: 'sum', field: 'countersign.drain.messages' },
    by: null,
  },
  over(
    'tried-again',
    'Pipeline: deliveries by result',
    'countersign.kind:delivery',
    'countersign.delivery.result',
  ),
  over(
    'health',
    'Pipeline: entries by kind',
    'countersign.kind:(quarantine or duplicate or alarm or subscription)',
    'countersign.kind',
  ),
];

function over(id: string, title: string, query: string, by: string): Panel {
  return { id, title, query, shape: 'over-time', measure: { kind: 'count' }, by };
}

function spread(id: string, title: string, query: string, field: string): Panel {
  return { id, title, query, shape: 'over-time', measure: { kind: 'percentiles', field }, by: null };
}

function ranking(id: string, title: string, query: string, by: string, within?: string): Panel {
  const panel: Panel = { id, title, query, shape: 'ranking', measure: { kind: 'count' }, by };
  return within === undefined ? panel : { ...panel, within };
}
