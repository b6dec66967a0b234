import type { Page, Pager } from '../../lambda/ports/pager.ts';
import type { OutageMode } from '../../local/stand-ins/outage.ts';

export interface SeenIncident {
  readonly dedupKey: string;
  readonly summary: string;
  readonly severity: string;
  readonly events: number;
  readonly open: boolean;
}

export interface PagerHarness {
  readonly pager: Pager;
  /** A pager whose vendor refuses everything it sends. */
  readonly refused: Pager;
  setMode(mode: OutageMode): void;
  /** In order of opening. */
  seen(): readonly SeenIncident[];
  /** Longest time a call may take, in milliseconds. */
  readonly deadlineMs: number;
}

export function pageWith(changes: Partial<Page> = {}): Page {
  return {
    dedupKey: 'case/1',
    severity: 'critical',
    summary: 'CreateUser in 111122223333 was denied by ana@example.com',
    source: '111122223333',
    details: { calls: ['CreateUser'] },
    at: Date.UTC(2026, 10, 20),
    links: [{ href: 'https://example.com/runbook', text: 'What to do' }],
    ...changes,
  };
}

/** What every `Pager` does. */
export function describePager(name: string, create: () => PagerHarness): void {
  describe(`pager contract: ${name}`, () => {
    test('opens an incident', async () => {
      const { pager, seen } = create();

      expect(await pager.trigger(pageWith())).toEqual({ kind: 'delivered', value: undefined });

      const { summary, severity } = pageWith();
      expect(seen()).toEqual([{ dedupKey: 'case/1', summary, severity, events: 1, open: true }]);
    });

    test('adds to the incident under the same key, and opens another under another', async () => {
      const { pager, seen } = create();

      await pager.trigger(pageWith());
      await pager.trigger(pageWith());
      await pager.trigger(pageWith({ dedupKey: 'case/2' }));

      expect(seen().map(({ dedupKey, events }) => [dedupKey, events])).toEqual([
        ['case/1', 2],
        ['case/2', 1],
      ]);
    });

    test('ends the incident of a key; the key then opens another', async () => {
      const { pager, seen } = create();
      await pager.trigger(pageWith());

      expect(await pager.resolve('case/1')).toEqual({ kind: 'delivered', value: undefined });
      expect(seen().map(({ open }) => open)).toEqual([false]);

      await pager.trigger(pageWith());
      expect(seen().map(({ open }) => open)).toEqual([false, true]);
    });

    test('has nothing to end where there is no incident', async () => {
      const { pager, seen } = create();
      expect(await pager.resolve('case/none')).toMatchObject({ kind: 'delivered' });
      expect(seen()).toEqual([]);
    });

    test('says for good when the vendor refuses', async () => {
      const { refused, seen } = create();

      expect(await refused.trigger(pageWith())).toMatchObject({
        kind: 'permanent',
        reason: expect.any(String),
      });

      expect(seen()).toEqual([]);
    });

    test.each(['down', 'slow', 'garbage'] as const)(
      'is transient while the vendor is %s, in time, and recovers',
      async (mode) => {
        const { pager, setMode, seen, deadlineMs } = create();
        setMode(mode);
        const started = performance.now();

        expect(await pager.trigger(pageWith())).toMatchObject({
          kind: 'transient',
          reason: expect.any(String),
        });

        expect(performance.now() - started).toBeLessThan(deadlineMs + 500);
        expect(seen()).toEqual([]);
        setMode('up');
        expect(await pager.trigger(pageWith())).toMatchObject({ kind: 'delivered' });
        expect(seen()).toHaveLength(1);
      },
    );

    test('says how long to wait while throttled', async () => {
      const { pager, setMode, seen } = create();
      setMode('throttled');

      expect(await pager.trigger(pageWith())).toEqual({ kind: 'throttled', retryAfterMs: 30_000 });

      expect(seen()).toEqual([]);
    });
  });
}
