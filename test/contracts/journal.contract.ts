import { JOURNAL_VERSION, type JournalEntry } from '../../lambda/journal/entry.ts';
import { DATA_BYTES } from '../../lambda/journal/fit-entry.ts';
import type { Journal } from '../../lambda/ports/journal.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;

/** What every journal keeps. `open` gives an empty one. */
export function journalContract(adapter: string, open: () => Promise<Journal>): void {
  const readAll = async (journal: Journal, since = 0, until = Number.POSITIVE_INFINITY) => {
    const entries: JournalEntry[] = [];
    for await (const entry of journal.read(since, until)) entries.push(entry);
    return entries;
  };
  const idsOf = (entries: readonly JournalEntry[]) => entries.map(({ id }) => id);

  describe(`journal: ${adapter}`, () => {
    test('gives back entries as they were appended', async () => {
      const journal = await open();
      const full = entryOf('full', NOON, {
        caseId: 'c0ffee-1',
        eventID: 'e',
        data: { text: '', nothing: null, list: [1, 'Zoë 東京 😀'], deep: { big: 1e21, small: 0.1 } },
      });
      const bare = entryOf('bare', NOON + 1);
      await journal.append([full, bare]);

      expect(await readAll(journal)).toEqual([full, bare]);
    });

    test('an entry whose id exists is left as it was', async () => {
      const journal = await open();
      await journal.append([entryOf('one', NOON, { data: { first: true } })]);

      await journal.append([
        entryOf('one', NOON + HOUR, { data: { first: false } }),
        entryOf('two', NOON + HOUR),
      ]);

      expect(await readAll(journal)).toEqual([
        entryOf('one', NOON, { data: { first: true } }),
        entryOf('two', NOON + HOUR),
      ]);
    });

    test('of two entries with one id in one append the first counts', async () => {
      const journal = await open();

      await journal.append([entryOf('one', NOON), entryOf('one', NOON + 1)]);

      expect(await readAll(journal)).toEqual([entryOf('one', NOON)]);
    });

    test('writers of the same entry at the same moment leave one', async () => {
      const journal = await open();

      await Promise.all([0, 0, 0, 0].map(() => journal.append([entryOf('one', NOON)])));

      expect(idsOf(await readAll(journal))).toEqual(['one']);
    });

    test('reads from the first moment up to, not including, the last', async () => {
      const journal = await open();
      await journal.append([-1, 0, 1, HOUR - 1, HOUR].map((shift) => entryOf(`at ${shift}`, NOON + shift)));

      expect(idsOf(await readAll(journal, NOON, NOON + HOUR))).toEqual(['at 0', 'at 1', `at ${HOUR - 1}`]);
      expect(await readAll(journal, NOON, NOON)).toEqual([]);
      expect(await readAll(journal, NOON + HOUR, NOON)).toEqual([]);
      expect(idsOf(await readAll(journal, NOON + HOUR, NOON + HOUR + 1))).toEqual([`at ${HOUR}`]);
    });

    test('reads across days, months and years, oldest first, however many', async () => {
      const journal = await open();
      const times = Array.from(
        { length: 360 },
        (_, number) => Date.UTC(2023, 11, 31) + Math.floor(number / 3) * 24 * HOUR + (number % 3),
      );
      const shuffled = times
        .map((at, number) => entryOf(`entry ${number}`, at))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      await journal.append(shuffled);

      const read = await readAll(journal);

      expect(read.map(({ at }) => at)).toEqual(times);
    });

    test('finds entries by their ids, whatever is missing', async () => {
      const journal = await open();
      const many = Array.from({ length: 120 }, (_, number) => entryOf(`entry ${number}`, NOON + number));
      await journal.append(many);

      const found = await journal.find(['missing', ...idsOf(many)]);

      expect([...found].sort((one, other) => one.at - other.at)).toEqual(many);
      expect(await journal.find([])).toEqual([]);
    });

    test('keeps an entry that is too large with its texts cut', async () => {
      const journal = await open();
      const data = { eventName: 'CreateUser', record: { text: 'é'.repeat(1_000_000), number: 7 } };
      await journal.append([entryOf('large', NOON, { data })]);

      const [entry] = await readAll(journal);

      expect(entry).toMatchObject({ id: 'large', data: { eventName: 'CreateUser', record: { number: 7 } } });
      expect(JSON.stringify(entry?.data)).toContain('(cut from 1000000)');
      expect(Buffer.byteLength(JSON.stringify(entry?.data))).toBeLessThanOrEqual(DATA_BYTES);
    });

    test('finds the calls of one access key, newest first, in whatever times', async () => {
      const journal = await open();
      const callBy = (accessKeyId: string | null, id: string, at: number) =>
        entryOf(id, at, { data: { accessKeyId } });
      await journal.append([
        ...Array.from({ length: 300 }, (_, number) =>
          callBy('AKIAONE', `one ${number}`, NOON + number * HOUR),
        ),
        callBy('AKIAOTHER', 'other', NOON),
        callBy(null, 'none', NOON),
        { ...callBy('AKIAONE', 'a copy', NOON), kind: 'duplicate' },
      ]);
      const read = async (key: string, since: number, until: number) => {
        const found: string[] = [];
        for await (const { id } of journal.ofCredential(key, since, until)) found.push(id);
        return found;
      };

      const all = Array.from({ length: 300 }, (_, number) => `one ${299 - number}`);
      expect(await read('AKIAONE', 0, Number.POSITIVE_INFINITY)).toEqual(all);
      expect(await read('AKIAONE', NOON + HOUR, NOON + 3 * HOUR)).toEqual(['one 2', 'one 1']);
      expect(await read('AKIANOBODY', 0, Number.POSITIVE_INFINITY)).toEqual([]);
    });

    test('takes any text for an id', async () => {
      const journal = await open();
      const ids = ['', 'days', '東京 😀', 'x'.repeat(5_000), `${'x'.repeat(5_000)}y`, '\ud800'];

      await journal.append(ids.map((id, number) => entryOf(id, NOON + number)));

      expect(idsOf(await readAll(journal))).toEqual(ids);
    });
  });
}

function entryOf(id: string, at: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return { v: JOURNAL_VERSION, id, at, kind: 'call', data: {}, ...changes };
}
