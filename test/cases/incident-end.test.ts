import { openAlert } from '../../lambda/cases/alert.ts';
import type { Case } from '../../lambda/cases/case.ts';
import { dueAtOf } from '../../lambda/cases/due.ts';
import { closeIncident, expireIncident, isOpenIncident } from '../../lambda/cases/incident-end.ts';
import { asked, caseCall, escalated, MINUTE_MS, START, settled, verified } from './samples.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
const alert = openAlert(
  {
    group: 'a',
    generation: 1,
    severity: 'error',
    because: 'severity',
    person: null,
    at: START,
    openUntil: START + 60 * MINUTE_MS,
  },
  [caseCall('first')],
);
const incidents: readonly (readonly [string, Case, number])[] = [
  ['an escalated question', settled(escalated()), (escalated().endedAt ?? 0) + DAY_MS],
  ['an alert', alert, START + 60 * MINUTE_MS],
];

describe.each(incidents)('%s', (_name, incident, until) => {
  test('is open until its time is over', () => {
    expect(isOpenIncident(incident, until - 1)).toBe(true);
    expect(isOpenIncident(incident, until)).toBe(false);
  });

  test.each([
    ['pager', 'resolved by PagerDuty'],
    ['operator', 'closed by operator'],
    ['expiry', 'expired'],
  ] as const)('ends by %s, which is journalled as: %s', (by, event) => {
    const closed = closeIncident(incident, { by, at: START + 9 * MINUTE_MS, who: 'bob' });
    expect(isOpenIncident(closed, START + 9 * MINUTE_MS)).toBe(false);
    expect(closed.outbox.at(-1)?.effect).toMatchObject({ kind: 'record', data: { event, who: 'bob' } });
    expect(closed.version).toBe(incident.version + 1);
  });

  test('ends once', () => {
    const closed = closeIncident(incident, { by: 'pager', at: START, who: null });
    expect(closeIncident(closed, { by: 'operator', at: START, who: 'bob' })).toBe(closed);
    expect(expireIncident(closed, until)).toBe(closed);
  });

  test('is due when its time is over, and expires then', () => {
    expect(dueAtOf({ ...incident, outbox: [] })).toBe(until);
    expect(expireIncident(incident, until - 1)).toBe(incident);
    expect(expireIncident(incident, until).closed).toMatchObject({ by: 'expiry', at: until });
  });

  test('keeps what is still to be delivered when it ends', () => {
    const kinds = closeIncident(alert, { by: 'pager', at: START, who: null }).outbox.map(
      ({ effect }) => effect.kind,
    );
    expect(kinds).toContain('page');
  });
});

test.each([
  ['an open question', asked()],
  ['a verified one', verified()],
] as const)('%s is no incident and cannot be closed', (_name, question) => {
  expect(isOpenIncident(question, START)).toBe(false);
  expect(closeIncident(question, { by: 'operator', at: START, who: 'bob' })).toBe(question);
});
