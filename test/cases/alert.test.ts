import fc from 'fast-check';
import { alertCollects, alertTransition, openAlert } from '../../lambda/cases/alert.ts';
import type { Alert } from '../../lambda/cases/case.ts';
import { caseCall, caseCalls, MINUTE_MS, START } from './samples.ts';

function alert(): Alert {
  const opening = {
    group: '0123456789abcdef0123456789abcdef',
    generation: 1,
    severity: 'error',
    because: 'severity',
    person: null,
    at: START,
    openUntil: START + 60 * MINUTE_MS,
  } as const;
  return openAlert(opening, [caseCall('first')]);
}

const paged = (item: Alert) => alertTransition(item, { kind: 'paged', at: START });
const arrived = (item: Alert, ...ids: string[]) =>
  alertTransition(item, { kind: 'calls-arrived', at: START, calls: ids.map((id) => caseCall(id)) });
const wants = (item: Alert) =>
  item.outbox.map(({ effect }) => effect.kind).filter((kind) => kind !== 'record');

describe('an alert', () => {
  test('wants a page and a post, at once', () => {
    expect(wants(alert())).toEqual(['page', 'post']);
    expect(alert().dueAt).toBe(START);
  });

  test('that was not paged yet takes calls into its page', () => {
    expect(wants(arrived(alert(), 'second'))).toEqual(['page', 'post', 'post-news']);
  });

  test('that was paged adds to its incident', () => {
    expect(wants(arrived(paged(alert()), 'second'))).toEqual([
      'page',
      'post',
      'investigate',
      'annotate',
      'post-news',
    ]);
    expect(wants(arrived(arrived(paged(alert()), 'second'), 'third'))).toEqual([
      'page',
      'post',
      'investigate',
      'annotate',
      'post-news',
    ]);
  });

  test('known calls and a second page change nothing', () => {
    const item = paged(alert());
    expect(arrived(item, 'first')).toBe(item);
    expect(paged(item)).toBe(item);
  });

  test('collects until its window closes', () => {
    expect(alertCollects(alert(), START + 60 * MINUTE_MS - 1)).toBe(true);
    expect(alertCollects(alert(), START + 60 * MINUTE_MS)).toBe(false);
  });

  test('counts each call once, whatever comes how often', () => {
    const batches = fc.array(fc.array(fc.nat({ max: 40 }).map(String), { minLength: 1, maxLength: 9 }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(batches, (arrivals) => {
        const item = arrivals.reduce((current, ids) => arrived(current, ...ids), alert());
        expect(item.calls.length + item.moreCalls).toBe(new Set(['first', ...arrivals.flat()]).size);
      }),
    );
  });

  test('keeps a thousand calls and counts the others', () => {
    const item = alertTransition(alert(), { kind: 'calls-arrived', at: START, calls: caseCalls(1_200) });
    expect([item.calls.length, item.moreCalls]).toEqual([1_000, 201]);
  });
});
