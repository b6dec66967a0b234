import type { Principal } from '../../lambda/cloudtrail/api-call.ts';
import { principalOf } from '../../lambda/cloudtrail/identity.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import type { Automation, Config, Level } from '../../lambda/config/config.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { decideCall } from '../../lambda/decide/decide-call.ts';
import type { RuleMatch } from '../../lambda/sigma/rule.ts';
import { iamUser, PRODUCTION, record, START } from '../workflows/messages.ts';

const HOUR_MS = 3_600_000;

function match(level: Level, changes: Partial<RuleMatch> = {}): RuleMatch {
  return { ruleId: `test/${level}`, title: `A ${level} thing`, level, tags: [], ...changes };
}

interface Given {
  readonly record?: JsonObject;
  readonly matches?: readonly RuleMatch[];
  readonly config?: Partial<Config>;
  readonly age?: 'just-arrived' | 'by-time';
  readonly ancestors?: readonly Principal[];
}

function decide({
  record: changes = {},
  matches = [match('medium')],
  config = {},
  age = 'by-time',
  ancestors = [],
}: Given) {
  return decideCall(parseCall(record(changes)), matches, {
    config: { ...DEFAULT_CONFIG, ...config },
    now: START,
    age,
    ancestry: () => ancestors,
  });
}

/** Nobody: a role session whose name is no address. */
const JOB = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:job-7',
  arn: `arn:aws:sts::${PRODUCTION}:assumed-role/deployer/job-7`,
  accountId: PRODUCTION,
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${PRODUCTION}:role/ci/deployer`, userName: 'deployer' },
  },
};

const CI: Automation = {
  name: 'ci',
  principal: `arn:aws:iam::${PRODUCTION}:role/ci/*`,
  subject: null,
  network: null,
  rules: ['test/medium'],
  owner: 'platform@example.com',
  expires: START + HOUR_MS,
};

describe('severity', () => {
  test.each([
    ['informational', 'log'],
    ['low', 'log'],
    ['medium', 'notify'],
    ['high', 'alert'],
    ['critical', 'alert'],
  ] as const)('%s is %s', (level, severity) => {
    expect(decide({ matches: [match(level)] }).severity).toBe(severity);
  });

  test('is the highest of all matches, which are listed highest first', () => {
    const decision = decide({ matches: [match('low'), match('high'), match('medium')] });
    expect(decision.severity).toBe('alert');
    expect(decision.matches.map(({ level }) => level)).toEqual(['high', 'medium', 'low']);
    expect(decision.reasons[0]).toBe('A high thing');
  });

  test('of a call that no rule matches is log, without reasons', () => {
    expect(decide({ matches: [] })).toEqual({
      severity: 'log',
      disposition: { kind: 'log' },
      matches: [],
      reasons: [],
      late: false,
    });
  });

  test('of a failed call stays, and the reasons say that it failed', () => {
    const decision = decide({ record: { errorCode: 'AccessDenied' } });
    expect(decision.severity).toBe('notify');
    expect(decision.reasons).toContain('the call failed: AccessDenied');
  });
});

describe('who is asked', () => {
  test('the person behind the call', () => {
    const { disposition } = decide({});
    expect(disposition).toMatchObject({ kind: 'ask', person: { email: 'ana@example.com' } });
  });

  test('nobody about what an alert pages for', () => {
    expect(decide({ matches: [match('high')] }).disposition).toEqual({ kind: 'page' });
  });

  test('the owner of the account when there is no person', () => {
    const accounts = [
      { id: PRODUCTION, name: 'production', regions: 'all', owner: 'olga@example.com' },
    ] as const;
    const { disposition, severity } = decide({ record: { userIdentity: JOB }, config: { accounts } });
    expect(severity).toBe('notify');
    expect(disposition).toMatchObject({
      kind: 'ask',
      person: { email: 'olga@example.com', confidence: 'low' },
    });
  });

  test('nobody when there is neither: it stays notify and is reported', () => {
    const decision = decide({ record: { userIdentity: JOB } });
    expect(decision).toMatchObject({
      severity: 'notify',
      disposition: { kind: 'report', because: 'nobody-to-ask' },
    });
    expect(decision.reasons).toContain('no person or owner is known');
  });
});

describe('an AWS service that acts by itself', () => {
  const service = { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' };
  const linkedRole = {
    ...JOB,
    arn: `arn:aws:sts::${PRODUCTION}:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${PRODUCTION}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
        userName: 'AWSServiceRoleForAutoScaling',
      },
    },
  };

  test.each([
    ['as a service', service],
    ['through its service-linked role', linkedRole],
    ['for a role session', { ...JOB, invokedBy: 'cloudformation.amazonaws.com' }],
  ])('%s is logged', (_, userIdentity) => {
    const decision = decide({ record: { userIdentity } });
    expect(decision).toMatchObject({ severity: 'log', disposition: { kind: 'log' } });
    expect(decision.reasons.at(-1)).toMatch(/acted by itself$/);
  });

  test('for a person is the person acting', () => {
    const userIdentity = { ...iamUser('ana@example.com'), invokedBy: 'cloudformation.amazonaws.com' };
    expect(decide({ record: { userIdentity } }).disposition.kind).toBe('ask');
  });

  test.each([
    ['an IAM user', { ...iamUser('deploy-user'), invokedBy: 'cloudformation.amazonaws.com' }],
    ['root', { type: 'Root', accountId: PRODUCTION, invokedBy: 'cloudformation.amazonaws.com' }],
  ])('for %s excuses nothing: a thief could go through a service too', (_, userIdentity) => {
    expect(decide({ record: { userIdentity } }).severity).toBe('notify');
  });

  test('excuses no alert', () => {
    expect(decide({ record: { userIdentity: service }, matches: [match('high')] }).severity).toBe('alert');
  });
});

describe('a session that acts through a service', () => {
  const through = { ...JOB, invokedBy: 'cloudformation.amazonaws.com' };
  const by = (userIdentity: JsonObject) => [principalOf({ userIdentity }, PRODUCTION)];

  test('is logged where the service may have made it, and nothing else is known', () => {
    expect(decide({ record: { userIdentity: through } }).severity).toBe('log');
    const ancestors = by({ type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' });
    expect(decide({ record: { userIdentity: through }, ancestors }).severity).toBe('log');
  });

  test('is not the service acting by itself where somebody else made it', () => {
    const ancestors = by({ type: 'IAMUser', userName: 'deployer', accountId: PRODUCTION });

    expect(decide({ record: { userIdentity: through }, ancestors }).disposition).toEqual({
      kind: 'report',
      because: 'nobody-to-ask',
    });
  });

  test('is its person’s, where one is known', () => {
    const userIdentity = { ...iamUser('ana@example.com'), invokedBy: 'cloudformation.amazonaws.com' };

    expect(decide({ record: { userIdentity } }).disposition).toMatchObject({
      kind: 'ask',
      person: { email: 'ana@example.com', confidence: 'high' },
    });
  });
});

describe('registered automation', () => {
  const byCi = (given: Given & { readonly entry?: Partial<Automation> }) =>
    decide({
      ...given,
      record: { userIdentity: JOB, ...given.record },
      config: { ...given.config, automation: [{ ...CI, ...given.entry }] },
    });

  test('is logged, and the reasons name it', () => {
    const decision = byCi({});
    expect(decision).toMatchObject({ severity: 'log', disposition: { kind: 'log' } });
    expect(decision.reasons).toContain('registered automation: ci');
  });

  test.each([
    ['the session', JOB.arn],
    ['any session of the role', `arn:aws:sts::${PRODUCTION}:assumed-role/deployer/*`],
    ['several wildcards', `arn:aws:*::${PRODUCTION}:assumed-role/*/job-*`],
    ['everything', '*'],
  ])('is found by %s', (_, principal) => {
    expect(byCi({ entry: { principal } }).severity).toBe('log');
  });

  test.each([
    ['another role', `arn:aws:iam::${PRODUCTION}:role/other/*`],
    ['the beginning of the name alone', `arn:aws:iam::${PRODUCTION}:role/ci/deploy`],
    ['the end of the name alone', 'role/ci/deployer'],
    ['overlapping ends', `${JOB.arn}*${JOB.arn}`],
    ['a role of another account', 'arn:aws:iam::999999999999:role/ci/*'],
    ['dots that are no wildcards', JOB.arn.replace('job-7', 'job..')],
  ])('is not found by %s', (_, principal) => {
    expect(byCi({ entry: { principal } }).severity).toBe('notify');
  });

  test('must come from its network', () => {
    const networks = { trusted: [{ name: 'runners', cidrs: ['198.51.100.0/24'] }] };
    const entry = { network: 'runners' };
    expect(byCi({ entry, config: { networks } }).severity).toBe('log');
    const elsewhere = { sourceIPAddress: '203.0.113.9' };
    expect(byCi({ entry, config: { networks }, record: elsewhere }).severity).toBe('notify');
  });

  test('explains only the rules it names, and all of them must be', () => {
    const other = match('medium', { ruleId: 'test/other' });
    expect(byCi({ matches: [other] }).severity).toBe('notify');
    expect(byCi({ matches: [match('medium'), other] }).severity).toBe('notify');
  });

  test('needs to name no rule that is only logged', () => {
    expect(byCi({ matches: [match('medium'), match('low')] }).severity).toBe('log');
  });

  test('ends with its expiry', () => {
    expect(byCi({ entry: { expires: START } }).severity).toBe('notify');
    expect(byCi({ entry: { expires: START + 1 } }).severity).toBe('log');
  });

  test.each(['countersign.identity', 'countersign.credential', 'countersign.policy', 'countersign.self'])(
    'never explains a rule tagged %s',
    (tag) => {
      expect(byCi({ matches: [match('medium', { tags: ['attack.t1098', tag] })] }).severity).toBe('notify');
    },
  );

  test('excuses no alert', () => {
    expect(byCi({ matches: [match('high')], entry: { rules: ['test/high'] } }).severity).toBe('alert');
  });

  test('whose calls are not as expected has its owner asked, and the reasons say what is different', () => {
    const owner = { email: 'platform@example.com', confidence: 'low', by: 'owner of ci' };
    const networks = { trusted: [{ name: 'runners', cidrs: ['203.0.113.0/24'] }] };
    const elsewhere = byCi({ entry: { network: 'runners' }, config: { networks } });

    expect(elsewhere.disposition).toEqual({ kind: 'ask', person: owner });
    expect(elsewhere.reasons).toContain('ci, but not from runners');
    expect(byCi({ entry: { expires: START } }).reasons).toContain('ci, but its entry has ended');
    expect(byCi({ entry: { rules: ['test/other'] } }).reasons).toContain(
      'ci, but not expected to do test/medium',
    );
  });

  test('another entry for the same principal may fit where the first does not', () => {
    const automation = [{ ...CI, name: 'old', expires: START }, CI];

    expect(decide({ record: { userIdentity: JOB }, config: { automation } }).severity).toBe('log');
  });

  test('of a workflow is told by the subject that got its session, and by nothing else', () => {
    const workflow = (userName: string) => [
      principalOf({ userIdentity: { type: 'WebIdentityUser', userName } }, PRODUCTION),
    ];
    const entry = { subject: 'repo:acme/infra:ref:refs/heads/main*' };

    expect(byCi({ entry, ancestors: workflow('repo:acme/infra:ref:refs/heads/main') }).severity).toBe('log');
    const branch = byCi({ entry, ancestors: workflow('repo:acme/infra:ref:refs/heads/evil') });
    expect(branch.severity).toBe('notify');
    expect(branch.reasons.join()).toContain('of repo:acme/infra:ref:refs/heads/evil instead of');
    expect(byCi({ entry }).reasons.join()).toContain('not known to be of repo:acme/infra');
  });

  test('excuses no person who took its role', () => {
    const arn = JOB.arn.replace('job-7', 'ana@example.com');
    const userIdentity = { ...JOB, arn, principalId: 'AROAEXAMPLE:ana@example.com' };
    expect(byCi({ record: { userIdentity } }).disposition).toMatchObject({
      kind: 'ask',
      person: { email: 'ana@example.com' },
    });
  });
});

describe('age', () => {
  const aged = (ageMs: number, given: Given = {}) =>
    decide({ ...given, record: { ...given.record, eventTime: new Date(START - ageMs).toISOString() } });

  test('within the hour is asked', () => {
    expect(aged(HOUR_MS)).toMatchObject({ disposition: { kind: 'ask' }, late: false });
  });

  test('over an hour is asked as late, and says so', () => {
    const decision = aged(HOUR_MS + 60_000);
    expect(decision).toMatchObject({ disposition: { kind: 'ask' }, late: true });
    expect(decision.reasons.at(-1)).toContain('arrived 61 minutes after the call');
  });

  test('over a day is reported instead of asked about', () => {
    const decision = aged(25 * HOUR_MS);
    expect(decision).toMatchObject({
      severity: 'notify',
      disposition: { kind: 'report', because: 'too-late' },
    });
    expect(decision.reasons.at(-1)).toContain('arrived 25 hours after the call');
  });

  test('a year pages for an alert all the same, and is stated', () => {
    const decision = aged(365 * 24 * HOUR_MS, { matches: [match('high')] });
    expect(decision.disposition).toEqual({ kind: 'page' });
    expect(decision.reasons.at(-1)).toContain('after the call');
  });

  test.each(['medium', 'high'] as const)(
    'counts for nothing when calls are treated as just arrived: %s',
    (level) => {
      const now = aged(365 * 24 * HOUR_MS, { age: 'just-arrived', matches: [match(level)] });
      expect(now.late).toBe(false);
      expect(now.reasons.join()).not.toContain('arrived');
    },
  );

  test.each([null, 'yesterday', undefined])('that cannot be told (%p) prevents no decision', (eventTime) => {
    expect(decide({ record: { eventTime } }).disposition.kind).toBe('ask');
  });
});
