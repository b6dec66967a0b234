import type { Config } from '../../lambda/config/config.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { expectedRules } from '../../lambda/eventbridge/expected-rules.ts';
import { CANARY_PATTERN, type MemberPatterns } from '../../lambda/eventbridge/member-patterns.ts';

const PATTERNS: MemberPatterns = {
  global: [{ ...CANARY_PATTERN, name: 'changes-i-k-1' }, CANARY_PATTERN],
  regional: [CANARY_PATTERN],
};
const CONFIG: Config = {
  ...DEFAULT_CONFIG,
  security: { account: '123456789012', region: 'eu-central-1', alarmEmails: [] },
};
const ORGANIZATION = { managementAccount: '999999999999', units: ['r-ab12'], regions: 'all' as const };

function namesAt(account: string, region: string, config = CONFIG): readonly string[] {
  return expectedRules(config, PATTERNS, { account, region }).map(({ name, topic }) => `${name} → ${topic}`);
}

describe('expectedRules', () => {
  test('wants the rules of global services in the global region alone', () => {
    expect(namesAt('111122223333', 'us-east-1')).toEqual([
      'countersign-changes-i-k-1 → countersign-events',
      'countersign-canary → countersign-events',
    ]);
    expect(namesAt('111122223333', 'eu-central-1')).toEqual(['countersign-canary → countersign-events']);
  });

  test('takes the global region of the partition', () => {
    const security = { account: '123456789012', region: 'us-gov-east-1', alarmEmails: [] };

    expect(namesAt('111122223333', 'us-gov-west-1', { ...CONFIG, security })).toHaveLength(2);
    expect(namesAt('111122223333', 'us-gov-east-1', { ...CONFIG, security })).toHaveLength(1);
  });

  test('wants the watch over Countersign beside the security stack', () => {
    const watch = 'countersign-tamper-watch → countersign-alarms';

    expect(namesAt('123456789012', 'eu-central-1')).toContain(watch);
    expect(namesAt('123456789012', 'us-east-1')).not.toContain(watch);
  });

  test('wants it in the global region of a management account, which no policy protects', () => {
    const config = { ...CONFIG, organization: ORGANIZATION };
    const watch = 'countersign-tamper-watch → countersign-alarms';

    expect(namesAt('999999999999', 'us-east-1', config)).toContain(watch);
    expect(namesAt('999999999999', 'eu-central-1', config)).not.toContain(watch);
  });
});
