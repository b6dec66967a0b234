import { createInMemoryJournal } from '../../../lambda/adapters/in-memory/journal.ts';
import type { JournalEntry, JournalKind } from '../../../lambda/journal/entry.ts';
import { createJournalTail } from '../../../local/state/journal-tail.ts';

const MINUTE = 60_000;

function entry(id: string, at: number, kind: JournalKind = 'call', severity = 'log'): JournalEntry {
  return { v: 1, id, at, kind, data: { severity } };
}

test('each entry is told once, whoever follows', async () => {
  const journal = createInMemoryJournal();
  const told: string[] = [];
  const tail = createJournalTail(journal, (entries) => told.push(...entries.map(({ id }) => id)));
  await journal.append([entry('a', 1_000), entry('b', 2_000)]);
  await Promise.all([tail.follow(), tail.follow()]);
  await journal.append([entry('c', 3_000)]);
  await tail.follow();

  expect(told).toEqual(['a', 'b', 'c']);
});

test('an entry that is written late, under the time its batch began, is not missed', async () => {
  const journal = createInMemoryJournal();
  const tail = createJournalTail(journal);
  await journal.append([entry('new', 10 * MINUTE)]);
  await tail.follow();
  await journal.append([entry('late', 6 * MINUTE)]);
  await tail.follow();

  expect(tail.counts().logged).toBe(2);
});

test('what became of the calls is counted', async () => {
  const journal = createInMemoryJournal();
  const tail = createJournalTail(journal);
  const kinds: readonly JournalKind[] = [
    'duplicate',
    'quarantine',
    'subscription',
    'alarm',
    'transition',
    'delivery',
  ];
  await journal.append([
    entry('log', 1),
    entry('notify', 2, 'call', 'notify'),
    entry('alert', 3, 'call', 'alert'),
    ...kinds.map((kind) => entry(kind, 4, kind)),
  ]);
  await tail.follow();

  expect(tail.counts()).toEqual({
    logged: 1,
    notified: 1,
    alerted: 1,
    duplicate: 1,
    quarantined: 1,
    other: 2,
  });
});

test('the newest calls are kept, a page full of them', async () => {
  const journal = createInMemoryJournal();
  const tail = createJournalTail(journal);
  await journal.append(Array.from({ length: 250 }, (_, index) => entry(`call/${index}`, index)));
  await tail.follow();

  expect(tail.recent()).toHaveLength(200);
  expect(tail.recent().at(-1)?.id).toBe('call/249');
});
