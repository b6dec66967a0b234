import { createInMemoryOrganizationAccounts } from '../../lambda/adapters/in-memory/organization-accounts.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { placeKey } from '../../lambda/config/member-places.ts';
import { knownPlaces } from '../../lambda/workflows/known-places.ts';

const CONFIG = {
  ...DEFAULT_CONFIG,
  accounts: [{ id: '111122223333', name: 'production', regions: ['us-east-1'], owner: null }],
  security: { account: '123456789012', region: 'eu-central-1', alarmEmails: [] },
  organization: {
    managementAccount: '999999999999',
    units: ['r-ab12'],
    regions: ['us-east-1', 'eu-central-1'],
  },
};
const TREE = {
  'r-ab12': {
    units: [],
    accounts: ['111122223333', '444455556666'].map((id) => ({ id, active: true })),
  },
};

describe('knownPlaces', () => {
  test('adds the accounts that no configuration names, each place once', async () => {
    const { places, problem } = await knownPlaces(CONFIG, createInMemoryOrganizationAccounts(TREE));

    expect(problem).toBeNull();
    expect(places.map(placeKey).sort()).toEqual([
      '111122223333/eu-central-1',
      '111122223333/us-east-1',
      '444455556666/eu-central-1',
      '444455556666/us-east-1',
      '999999999999/eu-central-1',
      '999999999999/us-east-1',
    ]);
  });

  test('keeps to the configuration when nobody can be asked, and says so', async () => {
    const accounts = createInMemoryOrganizationAccounts(TREE, () => ({
      kind: 'permanent',
      reason: 'AccessDeniedException',
    }));

    const { places, problem } = await knownPlaces(CONFIG, accounts);

    expect(places).toHaveLength(4);
    expect(problem).toBe("the organisation's accounts could not be listed: permanent: AccessDeniedException");
  });

  test('asks nobody without an organisation', async () => {
    const accounts = createInMemoryOrganizationAccounts({});

    expect(await knownPlaces({ ...CONFIG, organization: null }, accounts)).toEqual({
      places: [{ account: '111122223333', region: 'us-east-1' }],
      problem: null,
    });
  });
});
