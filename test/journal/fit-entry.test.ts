import fc from 'fast-check';
import { JOURNAL_VERSION, type JournalEntry } from '../../lambda/journal/entry.ts';
import { DATA_BYTES, fitEntry } from '../../lambda/journal/fit-entry.ts';

const entryOf = (data: JournalEntry['data']): JournalEntry => ({
  v: JOURNAL_VERSION,
  id: 'call/1',
  at: 0,
  kind: 'call',
  data,
});
const bytesOf = (entry: JournalEntry) => Buffer.byteLength(JSON.stringify(entry.data));

describe('fitting a journal entry', () => {
  test('leaves an entry that fits as it is', () => {
    const entry = entryOf({ text: 'x'.repeat(DATA_BYTES - 20) });

    expect(fitEntry(entry)).toBe(entry);
  });

  test('cuts long texts and keeps short ones, numbers and the shape', () => {
    const fitted = fitEntry(entryOf({ a: 'x'.repeat(400_000), b: ['short', 7, null, { c: true }] }));

    expect(fitted.data).toEqual({
      a: `${'x'.repeat(16_384)}… (cut from 400000)`,
      b: ['short', 7, null, { c: true }],
    });
  });

  test('never cuts a character in two', () => {
    const fitted = fitEntry(entryOf({ a: `x${'😀'.repeat(200_000)}` }));

    expect(JSON.stringify(fitted.data)).not.toMatch(/\\ud[89ab]/iu);
  });

  test.each([
    ['many short texts', { list: Array.from({ length: 60_000 }, (_, number) => `text ${number}`) }],
    ['long names', { ['n'.repeat(400_000)]: 1 }],
    ['characters that JSON escapes', { ['\u0001'.repeat(100_000)]: '\u0001' }],
  ])('keeps the beginning of an entry with %s', (_, data) => {
    const fitted = fitEntry(entryOf(data));

    expect(bytesOf(fitted)).toBeLessThanOrEqual(DATA_BYTES);
    expect(fitted.data['cut']).toContain('(cut from ');
  });

  test('whatever it is, it fits afterwards', () => {
    const text = fc
      .tuple(fc.string({ unit: 'binary' }), fc.nat(200_000))
      .map(([one, times]) => one.repeat(times % 20_000));
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text)), { maxKeys: 5 }), (data) => {
        expect(bytesOf(fitEntry(entryOf(data)))).toBeLessThanOrEqual(DATA_BYTES);
      }),
      { numRuns: 30 },
    );
  });
});
