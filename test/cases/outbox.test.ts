import { addEffects, nextRunnable, outboxDueAt, withEntry, withoutEntry } from '../../lambda/cases/outbox.ts';
import { asking, MINUTE_MS, START } from './samples.ts';

const kinds = (outbox: ReturnType<typeof addEffects>) => outbox.map(({ effect }) => effect.kind);

describe('an outbox', () => {
  test('has one pending effect of a kind that shows the case', () => {
    const once = addEffects([], [{ kind: 'update' }], 1, START);
    expect(addEffects(once, [{ kind: 'update' }], 2, START)).toEqual(once);
  });

  test('shows the case again when somebody is at showing it: that may be older', () => {
    const once = addEffects([], [{ kind: 'update' }], 1, START);
    const claimed = once.map((entry) => ({ ...entry, claimedUntil: START + MINUTE_MS }));
    expect(kinds(addEffects(claimed, [{ kind: 'update' }], 2, START))).toEqual(['update', 'update']);
  });

  test('keeps effects that each count', () => {
    const pages = addEffects([], [{ kind: 'page' }, { kind: 'push' }, { kind: 'push' }], 1, START);
    expect(kinds(pages)).toEqual(['page', 'push', 'push']);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(3);
  });

  test('gives nothing that waits or that somebody is at, until that counts as crashed', () => {
    const question = asking();
    const [ask] = question.outbox;
    if (!ask) throw new Error('a question wants to be asked');
    const withAsk = (changes: Partial<typeof ask>) => ({
      ...question,
      outbox: withEntry(question.outbox, { ...ask, ...changes }),
    });
    expect(nextRunnable(question, START)?.effect.kind).toBe('ask');
    expect(nextRunnable(withAsk({ notBefore: START + 1 }), START)).toBeNull();
    const claimed = withAsk({ claimedUntil: START + MINUTE_MS });
    expect(nextRunnable(claimed, START)).toBeNull();
    expect(nextRunnable(claimed, START + MINUTE_MS)?.id).toBe(ask.id);
  });

  test('is due when the first of its effects is, and never when it is empty', () => {
    const [ask, record] = asking().outbox;
    if (!ask || !record) throw new Error('a question wants to be asked and recorded');
    expect(
      outboxDueAt([
        { ...ask, notBefore: START + 9 },
        { ...record, notBefore: START + 5 },
      ]),
    ).toBe(START + 5);
    expect(outboxDueAt(withoutEntry([ask], ask.id))).toBeNull();
  });
});
