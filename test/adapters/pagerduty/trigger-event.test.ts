import fc from 'fast-check';
import { triggerEvent } from '../../../lambda/adapters/pagerduty/trigger-event.ts';
import { judgeEvent } from '../../../local/stand-ins/pagerduty-rules.ts';
import { pageWith } from '../../contracts/pager.contract.ts';

const ROUTING_KEY = 'r'.repeat(32);

function eventOf(changes: Parameters<typeof pageWith>[0]) {
  return JSON.parse(triggerEvent(ROUTING_KEY, pageWith(changes)));
}

describe('a trigger event', () => {
  test('cuts a summary that is too long', () => {
    const { summary } = eventOf({ summary: 's'.repeat(2_000) }).payload;

    expect(summary).toHaveLength(1_024);
    expect(summary).toMatch(/s…$/);
  });

  test('keeps a key of 255 characters and hashes the end of a longer one', () => {
    expect(eventOf({ dedupKey: 'k'.repeat(255) }).dedup_key).toBe('k'.repeat(255));

    const first = eventOf({ dedupKey: `${'k'.repeat(300)}1` }).dedup_key;
    const second = eventOf({ dedupKey: `${'k'.repeat(300)}2` }).dedup_key;
    expect(first).toHaveLength(255);
    expect(first).not.toBe(second);
  });

  test('cuts the largest detail until all fits, keeps the rest and says what is missing', () => {
    const calls = Array.from({ length: 8_000 }, (_, index) => `call ${index} ${'x'.repeat(100)}`);

    const details = eventOf({ details: { person: 'ana@example.com', calls } }).payload.custom_details;

    expect(details.person).toBe('ana@example.com');
    expect(details.calls).toHaveLength(4_000);
    expect(details.calls[0]).toBe(calls[0]);
    expect(details['cut to fit']).toEqual({ calls: '4000 of 8000 shown' });
  });

  test('leaves out a time that is none', () => {
    expect(eventOf({ at: Number.NaN }).payload).not.toHaveProperty('timestamp');
  });

  test('passes every rule of PagerDuty, whatever the page', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', ' ', '\ud800', 'x'.repeat(200_000)),
    );
    const page = fc.record({
      summary: text,
      source: text,
      dedupKey: text,
      details: fc.dictionary(fc.string(), fc.oneof(text, fc.array(text), fc.jsonValue()), { maxKeys: 4 }),
    });
    fc.assert(
      fc.property(page, (changes) => {
        const body = triggerEvent(ROUTING_KEY, pageWith(changes as never));
        expect(judgeEvent(body, ROUTING_KEY)).toMatchObject({ ok: true });
      }),
      { numRuns: 30 },
    );
  });

  test.each([1, 'twenty characters or so', ['a', 'b', 'c']])(
    'fits although it has thousands of details like %j',
    (detail) => {
      const details = Object.fromEntries(
        Array.from({ length: 60_000 }, (_, index) => [`detail ${index}`, detail]),
      );

      expect(judgeEvent(triggerEvent(ROUTING_KEY, pageWith({ details })), ROUTING_KEY)).toMatchObject({
        ok: true,
      });
    },
  );
});
