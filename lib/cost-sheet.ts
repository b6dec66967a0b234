import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { allRegions } from '../lambda/config/regions.ts';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import { METRIC } from '../lambda/workflows/metric-names.ts';
import { type DeployableConfig, globalRegion } from './deployable.ts';
import { perHandler } from './handlers.ts';
import { MemberStack } from './member-stack.ts';
import { eventsQueueArn } from './names.ts';
import { PRICE, priceRows } from './prices.ts';
import { SecurityStack } from './security-stack.ts';

/** What is assumed, because no template says it. */
const ASSUMED = {
  /** Calls that the patterns deliver, of one account in one region on one day; most of them in few regions. */
  callsPerPlaceAndDay: 50,
  /** Writes for one call: journal with its two indexes, mark. */
  writesPerCall: 5,
  readsPerCall: 2,
  drainSeconds: 5,
  drainGigabytes: 1,
  canarySecondsPerPlace: 0.05,
  canaryGigabytes: 0.5,
  comparisonSecondsPerPlace: 0.03,
  comparisonGigabytes: 0.5,
} as const;

const DAYS = 30;
const DRAINS = (DAYS * 24 * 60) / 2;
const CANARY_ROUNDS = DAYS * 24 * 4;
const COMPARISONS = DAYS * 24;
const MILLION = 1_000_000;

export interface CostInput {
  readonly config: DeployableConfig;
  readonly patterns: MemberPatterns;
  readonly context: Readonly<Record<string, unknown>>;
}

interface Line {
  readonly what: string;
  readonly dollars: number;
}

interface Counted {
  readonly memberAlarms: number;
  readonly memberRules: number;
  readonly security: Template;
}

/** The cost sheet as Markdown: resources counted in the stacks of this configuration, for other numbers of accounts. */
export function costSheet(input: CostInput): string {
  const counted = countedIn(input);
  const regions = allRegions('aws').length;
  const cases = [
    { accounts: 10, regions: 4 },
    { accounts: 10, regions },
    { accounts: 1_000, regions: 4 },
    { accounts: 1_000, regions },
  ];
  const columns = cases.map((size) => linesFor(counted, size.accounts * size.regions));
  const [first = []] = columns;
  const rows = first.map(
    ({ what }, index) =>
      `| ${what} | ${columns.map((lines) => money(lines[index]?.dollars ?? 0)).join(' | ')} |`,
  );
  const totals = columns.map((lines) => money(lines.reduce((sum, { dollars }) => sum + dollars, 0)));
  return [
    '# What it costs',
    '',
    'US dollars a month, by the list prices of us-east-1 as known in November 2026, without free tiers. Made by `npm run cost-sheet` from the stacks; a',
    'test says when it is out of date. Slack, Duo, PagerDuty and CloudTrail itself are not in it.',
    '',
    `| | ${cases.map((size) => `${size.accounts.toLocaleString('en-US')} accounts × ${size.regions} regions`).join(' | ')} |`,
    `| --- | ${cases.map(() => '---:').join(' | ')} |`,
    ...rows,
    `| **together** | ${totals.map((total) => `**${total}**`).join(' | ')} |`,
    '',
    `Counted: ${counted.memberRules} EventBridge rules (free, as are events of AWS services on the default bus) and ${counted.memberAlarms} alarms in a member stack; ${amountOf(counted.security, 'AWS::CloudWatch::Alarm')} alarms and ${amountOf(counted.security, 'AWS::SecretsManager::Secret')} secrets in the security stack.`,
    '',
    `Assumed: ${ASSUMED.callsPerPlaceAndDay} delivered calls of an account in a region a day, ${ASSUMED.writesPerCall} table writes each; a drain of ${ASSUMED.drainSeconds} seconds. A new account's first weeks of tuning bring more. CIS monitoring adds 15 alarms and 15 custom metrics, ${money(15 * (PRICE.alarmMonth + PRICE.figureMonth))} for an account. Shipping to an archive adds 4 alarms and 3 figures. Not counted: the archive, logs, storage, traffic between regions.`,
    '',
    '## Prices',
    '',
    '| of | dollars | page of AWS |',
    '| --- | ---: | --- |',
    ...priceRows(),
    '',
  ].join('\n');
}

function countedIn({ config, patterns, context }: CostInput): Counted {
  const app = new App({ context, analyticsReporting: false, builtinCloudFormationValidation: false });
  const code = Code.fromInline('exports.handler = async () => undefined;');
  const security = new SecurityStack(app, 'CountersignSecurity', {
    config: { ...config, organization: null, archive: null },
    patterns,
    code: perHandler(() => code),
  });
  const member = new MemberStack(app, 'CountersignMember', {
    place: { account: config.security.account, region: globalRegion(config) },
    isGlobal: true,
    patterns: patterns.global,
    queueArn: eventsQueueArn(config.security),
    securityAccount: config.security.account,
  });
  const template = Template.fromStack(member);
  return {
    memberAlarms: amountOf(template, 'AWS::CloudWatch::Alarm'),
    memberRules: amountOf(template, 'AWS::Events::Rule'),
    security: Template.fromStack(security),
  };
}

/** @param places accounts times regions */
function linesFor({ memberAlarms, security }: Counted, places: number): readonly Line[] {
  const calls = places * (ASSUMED.callsPerPlaceAndDay * DAYS + CANARY_ROUNDS);
  const canaries = places * CANARY_ROUNDS;
  const writes = calls * ASSUMED.writesPerCall + canaries * 2;
  const fixed =
    amountOf(security, 'AWS::CloudWatch::Alarm') * PRICE.alarmMonth +
    amountOf(security, 'AWS::SecretsManager::Secret') * PRICE.secretMonth +
    PRICE.dashboardMonth +
    FIGURES * PRICE.figureMonth;
  const seconds =
    DRAINS * ASSUMED.drainSeconds * ASSUMED.drainGigabytes +
    canaries * ASSUMED.canarySecondsPerPlace * ASSUMED.canaryGigabytes +
    places * COMPARISONS * ASSUMED.comparisonSecondsPerPlace * ASSUMED.comparisonGigabytes;
  const invocations = DRAINS + CANARY_ROUNDS + COMPARISONS;
  // An empty queue is asked by ten pollers and a last one in each drain; a call is received and deleted in tens.
  const requests = DRAINS * 11 + calls * 1.2;
  return [
    { what: 'security stack: alarms, secrets, dashboard, figures', dollars: fixed },
    { what: 'member stacks: alarms', dollars: places * memberAlarms * PRICE.alarmMonth },
    { what: 'topics', dollars: (calls * PRICE.topicMillion) / MILLION },
    { what: 'queues', dollars: (requests * PRICE.queueMillion) / MILLION },
    {
      what: 'functions',
      dollars: seconds * PRICE.functionGigabyteSecond + (invocations * PRICE.functionMillion) / MILLION,
    },
    {
      what: 'tables',
      dollars:
        (writes * PRICE.tableWriteMillion + calls * ASSUMED.readsPerCall * PRICE.tableReadMillion) / MILLION,
    },
  ];
}

/** Custom metrics of the functions. */
const FIGURES = Object.keys(METRIC).length;

function amountOf(template: Template, type: string): number {
  return Object.keys(template.findResources(type)).length;
}

function money(dollars: number): string {
  return dollars < 100 ? dollars.toFixed(2) : Math.round(dollars).toLocaleString('en-US');
}
