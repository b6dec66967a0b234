import type { MemberPlace } from '../../lambda/config/member-places.ts';
import { placeKey } from '../../lambda/config/member-places.ts';
import { compareRules, type DeployedRule } from '../../lambda/eventbridge/compare-rules.ts';
import type { ExpectedRule } from '../../lambda/eventbridge/expected-rules.ts';
import type { Outcome } from '../../lambda/ports/outcome.ts';
import { CANARY_SILENCE_MS } from '../../lambda/workflows/canary.ts';
import { type Finding, isMissing, judged, right, wrong } from './finding.ts';
import type { AlarmState, Subscription } from './member-questions.ts';

/** What was learnt of an account and region. */
export interface PlaceAnswers {
  readonly rules: Outcome<readonly DeployedRule[]>;
  readonly subscriptions: Outcome<readonly Subscription[]>;
  readonly alarms: Outcome<readonly AlarmState[]>;
  /** Null: no canary was ever sent there. */
  readonly lastCanary: Outcome<number | null>;
}

/** What should be there. */
export interface PlaceExpectation {
  readonly rules: readonly ExpectedRule[];
  readonly queueArn: string;
  /** Alarms of a member stack, by their whole names. */
  readonly alarms: readonly string[];
  readonly now: number;
}

const REDEPLOY =
  'Deploy the member stack there; if nobody of yours changed it, treat it as an attack on the monitoring';

export function judgePlace(
  place: MemberPlace,
  answers: PlaceAnswers,
  expected: PlaceExpectation,
): readonly Finding[] {
  const where = placeKey(place);
  return [
    ...judged('rules', where, 'events:ListRules and events:ListRuleNamesByTarget', answers.rules, (rules) =>
      rulesOf(where, rules, expected.rules),
    ),
    ...(isMissing(answers.subscriptions)
      ? [wrong('topic', where, 'the topic is not there', REDEPLOY)]
      : judged('topic', where, 'sns:ListSubscriptionsByTopic', answers.subscriptions, (subscriptions) => [
          subscriptionOf(where, subscriptions, expected.queueArn),
        ])),
    ...judged('canary', where, 'dynamodb:BatchGetItem on the state table', answers.lastCanary, (at) => [
      canaryOf(where, at, expected.now),
    ]),
    ...judged('alarms', where, 'cloudwatch:DescribeAlarms', answers.alarms, (alarms) =>
      alarmsOf(where, alarms, expected.alarms, REDEPLOY),
    ),
  ];
}

function rulesOf(
  where: string,
  found: readonly DeployedRule[],
  expected: readonly ExpectedRule[],
): readonly Finding[] {
  const differences = compareRules(expected, found);
  if (differences.length === 0)
    return [right('rules', where, `${expected.length} rules as the catalogue derives`)];
  if (found.length === 0)
    return [wrong('rules', where, `none of ${expected.length} rules is there`, REDEPLOY)];
  return differences.map(({ rule, kind, detail }) => {
    const remedy = kind === 'extra' ? 'Delete it, once you know whose it is' : REDEPLOY;
    return wrong('rules', where, `${rule}: ${kind}, ${detail}`, remedy);
  });
}

function subscriptionOf(where: string, found: readonly Subscription[], queueArn: string): Finding {
  const ours = found.filter(({ endpoint }) => endpoint === queueArn);
  if (ours.some(({ confirmed }) => confirmed)) return right('topic', where, 'subscription confirmed');
  return ours.length === 0
    ? wrong('topic', where, `the topic does not deliver to ${queueArn}`, REDEPLOY)
    : wrong(
        'topic',
        where,
        'the subscription is not confirmed',
        'Is the account in the configuration that the security stack was deployed with? The drain confirms; then deploy the member stack again',
      );
}

function canaryOf(where: string, at: number | null, now: number): Finding {
  const remedy = 'Runbook: docs/runbook.md#canary-silent';
  if (at === null) return wrong('canary', where, 'no canary was ever sent there', remedy);
  const minutes = Math.max(0, Math.round((now - at) / 60_000));
  const detail = `last one ${minutes} min ago`;
  return now - at < CANARY_SILENCE_MS
    ? right('canary', where, detail)
    : wrong('canary', where, detail, remedy);
}

/** Each alarm that should be there: there, able to tell, and off. Others, when they are on. */
export function alarmsOf(
  where: string,
  found: readonly AlarmState[],
  expected: readonly string[],
  deploy: string,
): readonly Finding[] {
  const lacking = expected.filter((name) => !found.some((alarm) => alarm.name === name));
  const missing =
    lacking.length === 0 ? [] : [wrong('alarms', where, `not there: ${lacking.join(', ')}`, deploy)];
  const faults = found.flatMap(({ name, state, acts }) => {
    if (!acts) return [wrong('alarms', where, `${name} tells nobody: its actions are switched off`, deploy)];
    if (state !== 'ALARM') return [];
    return [
      wrong(
        'alarms',
        where,
        `${name} is on`,
        `Runbook: docs/runbook.md#${name.replace(/^countersign-/u, '')}`,
      ),
    ];
  });
  const all = [...missing, ...faults];
  return all.length > 0 ? all : [right('alarms', where, `${found.length} alarms, none is on`)];
}
