import type { Clock } from '../../lambda/ports/clock.ts';
import type { Memory, MemoryChange } from '../../lambda/ports/memory.ts';
import { movableClock } from './outage.ts';

/** What everything that remembers from one run to the next does. */
export function memoryContract(adapter: string, open: (clock: Clock) => Promise<Memory>): void {
  const opened = async () => {
    const clock = movableClock(1_000_000);
    return { clock, memory: await open(clock) };
  };
  const change = (changes: Partial<MemoryChange> = {}): MemoryChange => ({
    key: 'correlation/a/b',
    text: '{"c":[]}',
    replaces: null,
    expiresAt: 1_000_000 + 60_000,
    ...changes,
  });

  describe(`memory: ${adapter}`, () => {
    test('recalls what it was told, and nothing else', async () => {
      const { memory } = await opened();
      await memory.remember([change(), change({ key: 'other', text: 'é\u{1f600}' })]);

      const recalled = await memory.recall(['correlation/a/b', 'other', 'unknown', 'other']);

      expect(new Map([...recalled].map(([key, { text }]) => [key, text]))).toEqual(
        new Map([
          ['correlation/a/b', '{"c":[]}'],
          ['other', 'é\u{1f600}'],
        ]),
      );
    });

    test('replaces the version that was recalled', async () => {
      const { memory } = await opened();
      await memory.remember([change()]);
      const before = (await memory.recall(['correlation/a/b'])).get('correlation/a/b');

      const refused = await memory.remember([change({ text: 'new', replaces: before?.version ?? null })]);

      expect(refused).toEqual(new Set());
      expect((await memory.recall(['correlation/a/b'])).get('correlation/a/b')).toMatchObject({
        text: 'new',
      });
    });

    test('leaves alone what somebody else changed, and names it', async () => {
      const { memory } = await opened();
      await memory.remember([change()]);
      const before = (await memory.recall(['correlation/a/b'])).get('correlation/a/b')?.version ?? null;
      await memory.remember([change({ text: 'theirs', replaces: before })]);

      const refused = await memory.remember([
        change({ text: 'ours', replaces: before }),
        change({ key: 'other' }),
      ]);

      expect(refused).toEqual(new Set(['correlation/a/b']));
      const recalled = await memory.recall(['correlation/a/b', 'other']);
      expect(recalled.get('correlation/a/b')).toMatchObject({ text: 'theirs' });
      expect(recalled.has('other')).toBe(true);
    });

    test('does not begin anew what is there', async () => {
      const { memory } = await opened();
      await memory.remember([change()]);

      expect(await memory.remember([change({ text: 'ours' })])).toEqual(new Set(['correlation/a/b']));
    });

    test('forgets after its time, and then begins anew', async () => {
      const { clock, memory } = await opened();
      await memory.remember([change()]);
      clock.advance(61_000);

      expect((await memory.recall(['correlation/a/b'])).size).toBe(0);
      const later = change({ text: 'again', expiresAt: clock.now() + 60_000 });
      expect(await memory.remember([later])).toEqual(new Set());
      expect((await memory.recall(['correlation/a/b'])).get('correlation/a/b')).toMatchObject({
        text: 'again',
      });
    });

    test('takes keys of any length, more than a batch of the table holds, and none', async () => {
      const { memory } = await opened();
      const many = Array.from({ length: 130 }, (_, index) =>
        change({ key: `${index}/${'\ud800x'.repeat(600)}` }),
      );
      await memory.remember(many);
      await memory.remember([]);

      expect((await memory.recall(many.map(({ key }) => key))).size).toBe(130);
      expect((await memory.recall([])).size).toBe(0);
    });
  });
}
