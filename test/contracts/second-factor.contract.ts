import type { PushRequest, SecondFactor } from '../../lambda/ports/second-factor.ts';
import type { OutageMode } from '../../local/stand-ins/outage.ts';

export interface SecondFactorHarness {
  readonly secondFactor: SecondFactor;
  setMode(mode: OutageMode): void;
  /** The person's answer to a push. */
  respond(txid: string, response: 'approve' | 'deny' | 'fraud'): void;
  advance(ms: number): void;
  /** What the phone shows of each push, oldest first. */
  shown(): readonly Readonly<Record<string, string>>[];
  readonly person: string;
  /** Persons nobody can send a push. */
  readonly unusable: readonly string[];
  /** Longest time a call may take beyond its wait, in milliseconds. */
  readonly deadlineMs: number;
}

const INFO = { Calls: 'CreateUser and 3 more', Account: '111122223333', Code: '42' };

/** What every `SecondFactor` does. */
export function describeSecondFactor(name: string, create: () => SecondFactorHarness): void {
  const pushTo = async (harness: SecondFactorHarness): Promise<string> => {
    const request: PushRequest = { person: harness.person, info: INFO };
    const started = await harness.secondFactor.start(request);
    if (started.kind !== 'delivered' || started.value.kind !== 'sent')
      throw new Error(`no push: ${started.kind}`);
    return started.value.txid;
  };

  describe(`second factor contract: ${name}`, () => {
    test('sends a push that shows the info in its order', async () => {
      const harness = create();

      await pushTo(harness);

      expect(harness.shown().map((info) => Object.entries(info))).toEqual([Object.entries(INFO)]);
    });

    test('waits while nobody answered', async () => {
      const harness = create();
      const txid = await pushTo(harness);

      expect(await harness.secondFactor.status(txid, 0)).toEqual({
        kind: 'delivered',
        value: { kind: 'waiting' },
      });
    });

    test.each([
      ['approve', 'approved'],
      ['deny', 'denied'],
      ['fraud', 'fraud'],
    ] as const)('tells the answer %s', async (response, kind) => {
      const harness = create();
      const txid = await pushTo(harness);
      harness.respond(txid, response);

      expect(await harness.secondFactor.status(txid, 1_000)).toEqual({ kind: 'delivered', value: { kind } });
    });

    test('times out after a minute, whatever is answered later', async () => {
      const harness = create();
      const txid = await pushTo(harness);
      harness.advance(60_000);
      harness.respond(txid, 'approve');

      expect(await harness.secondFactor.status(txid, 1_000)).toEqual({
        kind: 'delivered',
        value: { kind: 'timeout' },
      });
    });

    test('cannot be used where no human would confirm, and says why', async () => {
      const { secondFactor, unusable, shown } = create();

      for (const person of unusable) {
        const started = await secondFactor.start({ person, info: INFO });
        expect(started).toEqual({
          kind: 'delivered',
          value: { kind: 'unusable', reason: expect.any(String) },
        });
      }
      expect(shown()).toEqual([]);
    });

    test('refuses for good to tell of a push that never was', async () => {
      expect(await create().secondFactor.status('no-such-push', 0)).toMatchObject({ kind: 'permanent' });
    });

    test.each(['down', 'slow', 'garbage'] as const)(
      'is transient while the vendor is %s, in time, and recovers',
      async (mode) => {
        const harness = create();
        const txid = await pushTo(harness);
        harness.setMode(mode);
        const started = performance.now();

        const request = { person: harness.person, info: INFO };
        expect(await harness.secondFactor.start(request)).toMatchObject({ kind: 'transient' });
        expect(await harness.secondFactor.status(txid, 0)).toMatchObject({ kind: 'transient' });

        expect(performance.now() - started).toBeLessThan(2 * harness.deadlineMs + 500);
        expect(harness.shown()).toHaveLength(1);
        harness.setMode('up');
        harness.respond(txid, 'approve');
        expect(await harness.secondFactor.status(txid, 0)).toMatchObject({ value: { kind: 'approved' } });
      },
    );

    test('says how long to wait while throttled', async () => {
      const harness = create();
      const txid = await pushTo(harness);
      harness.setMode('throttled');

      const throttled = { kind: 'throttled', retryAfterMs: 30_000 };
      expect(await harness.secondFactor.start({ person: harness.person, info: INFO })).toEqual(throttled);
      expect(await harness.secondFactor.status(txid, 0)).toEqual(throttled);
    });
  });
}
