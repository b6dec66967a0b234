import type { OrganizationUnit } from '../../lambda/adapters/in-memory/organization-accounts.ts';
import type { OrganizationAccounts } from '../../lambda/ports/organization-accounts.ts';

/** 45 accounts in a unit of a unit, more than a page; one of them closed. */
export const ORGANIZATION: Readonly<Record<string, OrganizationUnit>> = {
  'r-ab12': {
    units: ['ou-ab12-workload', 'ou-ab12-sandbox'],
    accounts: [{ id: '111122223333', active: true }],
  },
  'ou-ab12-workload': { units: ['ou-ab12-deep'], accounts: [] },
  'ou-ab12-deep': {
    units: [],
    accounts: Array.from({ length: 45 }, (_, index) => ({
      id: String(200_000_000_000 + index),
      active: index !== 7,
    })),
  },
  'ou-ab12-sandbox': { units: [], accounts: [{ id: '444455556666', active: true }] },
};

/** What everything that lists an organisation's accounts keeps. */
export function organizationAccountsContract(adapter: string, open: () => OrganizationAccounts): void {
  describe(`organisation's accounts: ${adapter}`, () => {
    test('are those of the root and of all units below it, without the closed one', async () => {
      const outcome = await open().list(['r-ab12']);

      const accounts = outcome.kind === 'delivered' ? outcome.value : [];
      expect(accounts).toHaveLength(46);
      expect(accounts).toEqual(expect.arrayContaining(['111122223333', '444455556666', '200000000044']));
      expect(accounts).not.toContain('200000000007');
    });

    test('of units that hold each other are told once', async () => {
      expect(await open().list(['ou-ab12-sandbox', 'ou-ab12-sandbox'])).toEqual({
        kind: 'delivered',
        value: ['444455556666'],
      });
    });

    test('of a unit that does not exist are refused', async () => {
      expect(await open().list(['ou-ab12-gone'])).toMatchObject({
        kind: 'permanent',
        reason: expect.stringContaining('ParentNotFound'),
      });
    });
  });
}
