import type { MemberPlace } from '../../lambda/config/member-places.ts';
import type { TrailLogQuery, TrailLogs } from '../../lambda/ports/trail-logs.ts';

export interface TrailLogsSubject {
  readonly trailLogs: TrailLogs;
  /** Puts a record into a log group. */
  readonly write: (
    place: MemberPlace,
    logGroup: string,
    event: { readonly at: number; readonly text: string },
  ) => void;
  /** An account whose role cannot be assumed. */
  readonly closed: string;
}

const PLACE = { account: '111122223333', region: 'eu-central-1' };
const NOW = Date.UTC(2026, 10, 20, 10);
const MINUTE_MS = 60_000;
const QUERY: TrailLogQuery = {
  place: PLACE,
  logGroup: 'trail',
  pattern: '{($.errorCode="AccessDenied*")}',
  from: NOW - 5 * MINUTE_MS,
  to: NOW,
  most: 50,
};
const PATIENCE_MS = 5_000;

/** What everything that reads a trail's log keeps. */
export function trailLogsContract(
  adapter: string,
  open: () => TrailLogsSubject | Promise<TrailLogsSubject>,
): void {
  describe(`trail logs: ${adapter}`, () => {
    test('finds the records of the time, oldest first', async () => {
      const { trailLogs, write } = await open();
      write(PLACE, 'trail', { at: NOW - 6 * MINUTE_MS, text: '{"n":"before"}' });
      write(PLACE, 'trail', { at: NOW - 1 * MINUTE_MS, text: '{"n":"second"}' });
      write(PLACE, 'trail', { at: NOW - 2 * MINUTE_MS, text: '{"n":"first"}' });
      write(PLACE, 'trail', { at: NOW + 1, text: '{"n":"after"}' });

      expect(await trailLogs.find(QUERY, PATIENCE_MS)).toEqual({
        kind: 'delivered',
        value: { records: ['{"n":"first"}', '{"n":"second"}'], more: false },
      });
    });

    test('says that there are more than it may tell', async () => {
      const { trailLogs, write } = await open();
      for (let index = 0; index < 120; index++) {
        write(PLACE, 'trail', { at: NOW - MINUTE_MS + index, text: String(index) });
      }

      const outcome = await trailLogs.find({ ...QUERY, most: 110 }, PATIENCE_MS);

      expect(outcome).toMatchObject({ kind: 'delivered', value: { more: true } });
      expect(outcome.kind === 'delivered' ? outcome.value.records : []).toEqual(
        Array.from({ length: 110 }, (_, index) => String(index)),
      );
    });

    test('looks into the log of the account and region it is asked about', async () => {
      const { trailLogs, write } = await open();
      write(PLACE, 'trail', { at: NOW, text: 'ours' });
      write({ ...PLACE, region: 'us-east-1' }, 'trail', { at: NOW, text: 'elsewhere' });

      expect(await trailLogs.find(QUERY, PATIENCE_MS)).toMatchObject({ value: { records: ['ours'] } });
    });

    test('says that there is no such log', async () => {
      const { trailLogs } = await open();

      expect(await trailLogs.find(QUERY, PATIENCE_MS)).toMatchObject({
        kind: 'permanent',
        reason: expect.stringContaining('ResourceNotFound'),
      });
    });

    test('says that an account does not let it in', async () => {
      const { trailLogs, closed } = await open();

      expect(
        await trailLogs.find({ ...QUERY, place: { ...PLACE, account: closed } }, PATIENCE_MS),
      ).toMatchObject({ kind: 'permanent', reason: expect.stringContaining('AccessDenied') });
    });
  });
}
