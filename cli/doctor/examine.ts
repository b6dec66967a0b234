import type { MemberPlace } from '../../lambda/config/member-places.ts';
import { globalRegionOf, placeKey } from '../../lambda/config/member-places.ts';
import { expectedRules } from '../../lambda/eventbridge/expected-rules.ts';
import type { DeployedRules } from '../../lambda/ports/deployed-rules.ts';
import { delivered, type Outcome } from '../../lambda/ports/outcome.ts';
import { inParallel } from '../../lambda/workflows/in-parallel.ts';
import type { KnownPlaces } from '../../lambda/workflows/known-places.ts';
import { MEMBER_ALARM_NAMES } from '../../lib/member-alarms.ts';
import { eventsQueueArn } from '../../lib/names.ts';
import { queueOf } from '../../lib/queue-shares.ts';
import type { ExaminedDeployment } from './deployment.ts';
import { DEPLOYMENT, type Finding, right } from './finding.ts';
import { judgeAccount } from './judge-account.ts';
import { judgeFeeds, objectRulesOf } from './judge-feeds.ts';
import { judgePlace } from './judge-place.ts';
import { judgeSecurity } from './judge-security.ts';
import type { MemberQuestions } from './member-questions.ts';
import type { SecurityQuestions } from './security-questions.ts';

/** Whom a deployment is asked of. */
export interface Questions {
  readonly members: MemberQuestions;
  readonly security: SecurityQuestions;
  readonly deployedRules: DeployedRules;
  /** By `placeKey`, when the last canary of each arrived. */
  readonly canaries: (places: readonly MemberPlace[]) => Promise<Outcome<ReadonlyMap<string, number>>>;
  readonly places: () => Promise<KnownPlaces>;
  /** Secrets, vendors and the clock. */
  readonly vendors: () => Promise<readonly Finding[]>;
  readonly now: () => number;
}

/** Accounts and regions asked at once. */
const WIDTH = 16;

/** Asks everybody, and judges what they said. Findings are in the order of their places. */
export async function examine(
  deployment: ExaminedDeployment,
  questions: Questions,
): Promise<readonly Finding[]> {
  const [known, security, vendors] = await Promise.all([
    questions.places(),
    examineSecurity(deployment, questions),
    questions.vendors(),
  ]);
  const places = await examinePlaces(deployment, questions, known.places);
  const accounts = await examineAccounts(deployment, questions, known.places);
  return [
    ...security,
    ...vendors,
    ...judgeFeeds(deployment.config, deployment.rules, deployment.undeliverable),
    accountsOf(known),
    ...accounts,
    ...places,
  ];
}

async function examineSecurity(
  { version }: ExaminedDeployment,
  { security }: Questions,
): Promise<readonly Finding[]> {
  const [deadLetters, alarms, functions] = await Promise.all([
    security.deadLetters(),
    security.alarms(),
    security.functions(),
  ]);
  return judgeSecurity({ deadLetters, alarms, functions }, version);
}

async function examinePlaces(
  { config, patterns }: ExaminedDeployment,
  { members, deployedRules, canaries, now }: Questions,
  places: readonly MemberPlace[],
): Promise<readonly Finding[]> {
  const arrivals = await canaries(places);
  const found = new Map<string, readonly Finding[]>();
  await inParallel(places, WIDTH, async (place) => {
    const key = placeKey(place);
    const [rules, subscriptions, alarms] = await Promise.all([
      deployedRules.list(place),
      members.subscriptions(place),
      members.alarms(place),
    ]);
    const lastCanary = arrivals.kind === 'delivered' ? delivered(arrivals.value.get(key) ?? null) : arrivals;
    const expected = {
      rules: expectedRules(config, patterns, place),
      queueArn: eventsQueueArn(config.security, queueOf(config, place.account)),
      alarms: MEMBER_ALARM_NAMES,
      now: now(),
    };
    found.set(key, judgePlace(place, { rules, subscriptions, alarms, lastCanary }, expected));
  });
  return places.flatMap((place) => found.get(placeKey(place)) ?? []);
}

async function examineAccounts(
  { config, rules }: ExaminedDeployment,
  { members }: Questions,
  places: readonly MemberPlace[],
): Promise<readonly Finding[]> {
  const region = globalRegionOf(config) ?? config.security.region;
  const objectRules = objectRulesOf(config, rules);
  const accounts = [...new Set(places.map(({ account }) => account))];
  const found = new Map<string, readonly Finding[]>();
  await inParallel(accounts, WIDTH, async (account) => {
    const covered = places.filter((place) => place.account === account).map((place) => place.region);
    const [trails, regions] = await Promise.all([
      members.trails({ account, region }),
      members.regions({ account, region }),
    ]);
    found.set(account, judgeAccount(account, { trails, regions }, { covered, objectRules }));
  });
  return accounts.flatMap((account) => found.get(account) ?? []);
}

function accountsOf({ places, problem }: KnownPlaces): Finding {
  if (problem === null) {
    const accounts = new Set(places.map(({ account }) => account)).size;
    return right('accounts', DEPLOYMENT, `${accounts} accounts, ${places.length} regions of them`);
  }
  const remedy =
    'Allow organizations:ListAccountsForParent and organizations:ListOrganizationalUnitsForParent';
  return { check: 'accounts', where: DEPLOYMENT, state: 'unknown', detail: problem, remedy };
}
