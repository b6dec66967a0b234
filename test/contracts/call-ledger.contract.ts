import type { CallLedger, CallMark } from '../../lambda/ports/call-ledger.ts';

/** What every call ledger keeps. `open` gives an empty one. */
export function callLedgerContract(adapter: string, open: () => Promise<CallLedger>): void {
  describe(`call ledger: ${adapter}`, () => {
    test('finds the marks of those keys that have one, however many and however often named', async () => {
      const ledger = await open();
      const marks = Array.from({ length: 230 }, (_, number) => markOf({ key: `111122223333/${number}` }));
      await ledger.settle(marks);

      const keys = [...marks.map(({ key }) => key), '111122223333/0', '111122223333/none'];
      const found = await ledger.find(keys);

      expect(found.size).toBe(230);
      expect(found.get('111122223333/229')).toEqual(marks[229]);
      expect(found.has('111122223333/none')).toBe(false);
      expect((await ledger.find([])).size).toBe(0);
    });

    test('of many claims of one key one wins and all are told which', async () => {
      const ledger = await open();
      const claims = Array.from({ length: 12 }, (_, number) =>
        markOf({ messageId: `message ${number}`, caseId: `case-${number}`, settled: false }),
      );

      const standing = await Promise.all(claims.map((mark) => ledger.claim(mark)));

      expect(new Set(standing.map(({ messageId }) => messageId)).size).toBe(1);
      expect((await ledger.find([KEY])).get(KEY)).toEqual(standing[0]);
    });

    test('a claim replaces an unsettled mark of the case it names, and no other', async () => {
      const ledger = await open();
      const first = markOf({ caseId: 'a-1', settled: false });
      const second = markOf({ caseId: 'a-2', settled: false });
      await ledger.claim(first);

      expect(await ledger.claim(second)).toEqual(first);
      expect(await ledger.claim(second, 'b-1')).toEqual(first);
      expect(await ledger.claim(second, 'a-1')).toEqual(second);
      await ledger.settle([{ ...second, settled: true }]);
      expect(await ledger.claim(first, 'a-2')).toEqual({ ...second, settled: true });
    });

    test('a claim that names a case is taken where there is no mark', async () => {
      const ledger = await open();
      const mark = markOf({ caseId: 'a-2', settled: false });

      expect(await ledger.claim(mark, 'a-1')).toEqual(mark);
    });

    test('settling writes over what stands; of two marks of one key the last', async () => {
      const ledger = await open();
      await ledger.claim(markOf({ caseId: 'a-1', settled: false }));

      await ledger.settle([markOf({ caseId: 'a-1' }), markOf({ caseId: null })]);

      expect((await ledger.find([KEY])).get(KEY)).toEqual(markOf({ caseId: null }));
    });

    test('takes any text for a key', async () => {
      const ledger = await open();
      const keys = [
        '',
        '/',
        'x'.repeat(5_000),
        `${'x'.repeat(5_000)}y`,
        '東京/😀',
        'a\u0000b',
        '\ud800',
        '\udfff',
      ];
      await ledger.settle(keys.map((key, number) => markOf({ key, messageId: String(number) })));

      const found = await ledger.find(keys);

      expect(keys.map((key) => found.get(key)?.messageId)).toEqual(keys.map((_, number) => String(number)));
    });
  });
}

const KEY = '111122223333/6dd0a0e1-0000-4000-8000-000000000000';

function markOf(changes: Partial<CallMark>): CallMark {
  return { key: KEY, messageId: 'message', caseId: null, settled: true, ...changes };
}
