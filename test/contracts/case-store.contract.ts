import type { Case, CaseCall } from '../../lambda/cases/case.ts';
import { caseIdOf } from '../../lambda/cases/case-id.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import { sampleAlert, sampleQuestion } from './sample-case.ts';

const idsOf = (cases: readonly Case[]) => cases.map(({ id }) => id);

/** What every case store keeps. `open` gives an empty one. */
export function caseStoreContract(adapter: string, open: () => Promise<CaseStore>): void {
  describe(`case store: ${adapter}`, () => {
    test('gives back a case as it was put', async () => {
      const store = await open();
      const question = sampleQuestion({ causeDetail: '', calls: [sampleCall('Zoë 東京 😀 "q"')] });
      const alert = sampleAlert();
      await store.put(question);
      await store.put(alert);

      expect(await store.get(question.id)).toEqual(question);
      expect(await store.get(alert.id)).toEqual(alert);
    });

    test('knows nothing of a case that was not put, nor of an id that is none', async () => {
      const store = await open();

      expect(await store.get('c0ffee-1')).toBeNull();
      expect(await store.get('nonsense')).toBeNull();
      expect(await store.get('')).toBeNull();
      expect(await store.latest('c0ffee')).toBeNull();
    });

    test('the latest of a group is its highest generation, counted as a number', async () => {
      const store = await open();
      for (const generation of [9, 10, 2]) await store.put(sampleQuestion({ generation }));
      await store.put(sampleQuestion({ group: 'c0ffee-other', generation: 11 }));

      expect((await store.latest('c0ffee'))?.generation).toBe(10);
    });

    test('takes only the version that follows the stored one', async () => {
      const store = await open();
      const first = sampleQuestion();

      expect(await store.put({ ...first, version: 2 })).toBe('conflict');
      expect(await store.put(first)).toBe('stored');
      expect(await store.put(first)).toBe('conflict');
      expect(await store.put({ ...first, version: 3 })).toBe('conflict');
      expect(await store.put({ ...first, version: 2, state: 'asked' })).toBe('stored');
      expect(await store.get(first.id)).toMatchObject({ version: 2, state: 'asked' });
    });

    test('of many writers of one version one wins and the others are told', async () => {
      const store = await open();
      await store.put(sampleQuestion());

      const codes = Array.from({ length: 12 }, (_, number) => String(number + 10));
      const outcomes = await Promise.all(
        codes.map((code) => store.put(sampleQuestion({ version: 2, code }))),
      );

      const winner = codes.filter((_, index) => outcomes[index] === 'stored');
      expect(winner).toHaveLength(1);
      expect(await store.get(caseIdOf('c0ffee', 1))).toMatchObject({ version: 2, code: winner[0] });
    });

    test('lists what is due at the very moment, most overdue first, up to the limit', async () => {
      const store = await open();
      const dueAt = (group: string, at: number | null) => store.put(sampleQuestion({ group, dueAt: at }));
      await dueAt('c', 1_700_000_000_000);
      await dueAt('a', 999);
      await dueAt('b', 1_000_000);
      await dueAt('later', 1_700_000_000_001);
      await dueAt('never', null);

      expect(idsOf(await store.due(1_700_000_000_000, 10))).toEqual(['a-1', 'b-1', 'c-1']);
      expect(idsOf(await store.due(1_700_000_000_000, 2))).toEqual(['a-1', 'b-1']);
      expect(await store.due(998, 10)).toEqual([]);
    });

    test('a case that moved its due time is due at the new one only', async () => {
      const store = await open();
      await store.put(sampleQuestion({ dueAt: 1_000 }));
      await store.put(sampleQuestion({ version: 2, dueAt: 5_000 }));

      expect(await store.due(4_999, 10)).toEqual([]);
      expect(idsOf(await store.due(5_000, 10))).toEqual(['c0ffee-1']);

      await store.put(sampleQuestion({ version: 3, dueAt: null }));
      expect(await store.due(9_999, 10)).toEqual([]);
    });

    test('finds the questions that were sent to a user, newest first, and no others', async () => {
      const store = await open();
      const message = (user: string) => ({ channel: 'D1', ts: '1.000001', user, revision: 1 });
      const ask = (group: string, openedAt: number, user: string | null) =>
        store.put(sampleQuestion({ group, openedAt, message: user === null ? null : message(user) }));
      await ask('a', 3_000, 'U0ANA');
      await ask('b', 1_000, 'U0ANA');
      await ask('c', 2_000, 'U0ANA');
      await ask('d', 4_000, 'U0BOB');
      await ask('e', 5_000, null);
      await store.put(sampleAlert({ group: 'f' }));

      expect(idsOf(await store.askedOf('U0ANA', 10))).toEqual(['a-1', 'c-1', 'b-1']);
      expect(idsOf(await store.askedOf('U0ANA', 2))).toEqual(['a-1', 'c-1']);
      expect(await store.askedOf('U0EVE', 10)).toEqual([]);
    });

    test('lists more cases than one batch holds, in order of opening', async () => {
      const store = await open();
      const numbers = Array.from({ length: 130 }, (_, number) => (number * 37) % 130);
      await Promise.all(
        numbers.map((number) =>
          store.put(sampleAlert({ group: `g${number}`, openedAt: 1_000 + number * 1_000 })),
        ),
      );

      const listed: Case[] = [];
      for await (const item of store.list()) listed.push(item);

      expect(idsOf(listed)).toEqual([...numbers].sort((a, b) => a - b).map((number) => `g${number}-1`));

      const newest: Case[] = [];
      for await (const item of store.list('newest first')) newest.push(item);
      expect(newest).toEqual(listed.toReversed());
    });

    test('keeps a case as large as it may get', async () => {
      const store = await open();
      const calls = Array.from({ length: 1_000 }, (_, number) => sampleCall(`${number}`.repeat(40)));
      const large = sampleQuestion({ calls, waiting: calls });
      await store.put(large);

      expect(await store.latest('c0ffee')).toEqual(large);
    });
  });
}

function sampleCall(resource: string): CaseCall {
  return {
    eventID: '6dd0a0e1-0000-4000-8000-000000000000',
    ledgerKey: '111122223333/6dd0a0e1-0000-4000-8000-000000000000',
    eventTime: null,
    account: '111122223333',
    region: 'eu-west-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    principal: 'jane@example.com',
    accessKeyId: null,
    address: '192.0.2.1',
    userAgent: '',
    errorCode: null,
    resource,
    ruleIds: ['iam/create-user'],
    titles: ['A user was created'],
    reasons: [],
    late: false,
    shownFrom: null,
  };
}
