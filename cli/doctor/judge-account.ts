import type { Outcome } from '../../lambda/ports/outcome.ts';
import { type Finding, judged, right, wrong } from './finding.ts';
import type { Trail } from './read-trails.ts';

/** What was learnt of an account. */
export interface AccountAnswers {
  readonly trails: Outcome<readonly Trail[]>;
  readonly regions: Outcome<readonly string[]>;
}

export interface AccountExpectation {
  /** The regions where Countersign is. */
  readonly covered: readonly string[];
  /** Rules that read the data events of buckets; none where no files are read at all. */
  readonly objectRules: readonly string[];
}

export function judgeAccount(
  account: string,
  { trails, regions }: AccountAnswers,
  { covered, objectRules }: AccountExpectation,
): readonly Finding[] {
  const permissions = 'cloudtrail:DescribeTrails, cloudtrail:GetTrailStatus and cloudtrail:GetEventSelectors';
  return [
    ...judged('trail', account, permissions, trails, (found) => [trailOf(account, found)]),
    ...judged('regions', account, 'account:ListRegions', regions, (found) =>
      regionsOf(account, found, covered),
    ),
    ...(trails.kind === 'delivered' && objectRules.length > 0
      ? [dataEventsOf(account, trails.value, objectRules)]
      : []),
  ];
}

/** EventBridge hears of a call only where a trail logs it; each fault by itself, so that it says what to change. */
function trailOf(account: string, trails: readonly Trail[]): Finding {
  const good = trails.find(
    ({ multiRegion, logging, allManagementEvents }) => multiRegion && logging && allManagementEvents,
  );
  if (good !== undefined) {
    return right('trail', account, `${good.name} logs all management events in all regions`);
  }
  if (trails.length === 0) {
    return wrong(
      'trail',
      account,
      'no trail: EventBridge hears of no call',
      'Create a trail of all regions with all management events, best for the organisation',
    );
  }
  const faults = trails.map((trail) => `${trail.name} ${faultsOf(trail).join(', ')}`);
  return wrong(
    'trail',
    account,
    faults.join('; '),
    'One trail must be of all regions, logging, with IncludeManagementEvents, ReadWriteType All and no service excluded',
  );
}

function faultsOf({ multiRegion, logging, allManagementEvents }: Trail): readonly string[] {
  return [
    ...(multiRegion ? [] : ['is of one region']),
    ...(logging ? [] : ['is switched off']),
    ...(allManagementEvents ? [] : ['leaves out management events']),
  ];
}

function regionsOf(
  account: string,
  enabled: readonly string[],
  covered: readonly string[],
): readonly Finding[] {
  const uncovered = enabled.filter((region) => !covered.includes(region));
  const off = covered.filter((region) => !enabled.includes(region));
  const all = [
    ...(uncovered.length === 0
      ? []
      : [
          wrong(
            'regions',
            account,
            `switched on but not watched: ${uncovered.join(', ')}`,
            'Add them to the configuration, or switch them off, or deny them by a service control policy',
          ),
        ]),
    ...(off.length === 0
      ? []
      : [
          wrong(
            'regions',
            account,
            `configured but not switched on: ${off.join(', ')}`,
            'Take them out of the configuration, or switch them on',
          ),
        ]),
  ];
  return all.length > 0 ? all : [right('regions', account, `${enabled.length} regions, all watched`)];
}

function dataEventsOf(account: string, trails: readonly Trail[], rules: readonly string[]): Finding {
  return trails.some(({ logging, objectEvents }) => logging && objectEvents)
    ? right('data-events', account, 'a trail logs the objects of buckets')
    : wrong(
        'data-events',
        account,
        `no trail logs the objects of buckets, which ${rules.join(', ')} read`,
        'Add data events of AWS::S3::Object for the buckets that matter, or do without these rules (--skip data-events)',
      );
}
