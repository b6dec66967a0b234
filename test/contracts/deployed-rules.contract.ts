import type { MemberPlace } from '../../lambda/config/member-places.ts';
import type { DeployedRule } from '../../lambda/eventbridge/compare-rules.ts';
import type { DeployedRules } from '../../lambda/ports/deployed-rules.ts';

export interface DeployedRulesSubject {
  readonly deployedRules: DeployedRules;
  /** Puts rules into an account and region. */
  readonly deploy: (place: MemberPlace, rules: readonly DeployedRule[]) => void;
  /** An account whose role cannot be assumed. */
  readonly closed: string;
}

const HERE = { account: '111122223333', region: 'eu-central-1' };
const RULE: DeployedRule = {
  name: 'countersign-changes-a-1',
  state: 'ENABLED',
  pattern: { source: ['aws.iam'], detail: { eventName: [{ prefix: 'Create' }] } },
  topics: ['countersign-events'],
};

/** What everything that reads deployed rules keeps. */
export function deployedRulesContract(
  adapter: string,
  open: () => DeployedRulesSubject | Promise<DeployedRulesSubject>,
): void {
  describe(`deployed rules: ${adapter}`, () => {
    test('tells the rules of an account and region as they are', async () => {
      const { deployedRules, deploy } = await open();
      const off = { ...RULE, name: 'countersign-canary', state: 'DISABLED', topics: [] };
      const watch = { ...RULE, name: 'countersign-tamper-watch', topics: ['countersign-alarms'] };

      deploy(HERE, [RULE, off, watch]);

      expect(await deployedRules.list(HERE)).toEqual({ kind: 'delivered', value: [RULE, off, watch] });
    });

    test('tells each place its own', async () => {
      const { deployedRules, deploy } = await open();
      const elsewhere = [
        { ...HERE, region: 'us-east-1' },
        { ...HERE, account: '444455556666' },
      ];

      deploy(HERE, [RULE]);

      for (const place of elsewhere) {
        expect(await deployedRules.list(place)).toEqual({ kind: 'delivered', value: [] });
      }
    });

    test('tells all of as many rules as a bus may have', async () => {
      const { deployedRules, deploy } = await open();
      const many = Array.from({ length: 300 }, (_, index) => ({ ...RULE, name: `countersign-p-${index}` }));

      deploy(HERE, many);

      expect(await deployedRules.list(HERE)).toEqual({ kind: 'delivered', value: many });
    });

    test('says that an account does not let it in', async () => {
      const { deployedRules, closed } = await open();

      const outcome = await deployedRules.list({ ...HERE, account: closed });

      expect(outcome).toMatchObject({ kind: 'permanent', reason: expect.stringContaining('AccessDenied') });
    });
  });
}
