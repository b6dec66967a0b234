import { type MemberPlace, placeKey } from '../config/member-places.ts';
import { compareRules, type RuleDifference } from '../eventbridge/compare-rules.ts';
import type { ExpectedRule } from '../eventbridge/expected-rules.ts';
import type { DeployedRules } from '../ports/deployed-rules.ts';
import type { Metrics } from '../ports/metrics.ts';
import { failureInWords } from './after-failure.ts';
import { inParallel } from './in-parallel.ts';
import type { KnownPlaces } from './known-places.ts';
import { METRIC } from './metric-names.ts';

export interface ComparePorts {
  readonly deployedRules: DeployedRules;
  readonly metrics: Metrics;
  /** Asked anew in each round: accounts join. */
  readonly places: () => Promise<KnownPlaces>;
  readonly expectedAt: (place: MemberPlace) => readonly ExpectedRule[];
}

/** What a round found; places as `<account>/<region>`, all sorted. */
export interface CompareReport {
  /** Places that were looked at. */
  readonly compared: number;
  /** How many rules differ from the catalogue's, of all places together. */
  readonly differing: number;
  /** A line each: the place, the rule, what is wrong with it; the first of them. */
  readonly differences: readonly string[];
  /** A line each: the place and why nothing could be learnt about it. */
  readonly notCompared: readonly string[];
}

/** Accounts and regions asked at once. */
const WIDTH = 16;
/** Lines of a report that are told; a log's event may have 256 KiB. */
const LINES = 500;
/** What a place takes at most: three tries of three calls. */
const PLACE_MS = 45_000;

/**
 * Compares what every account and region has with what the catalogue wants there. It asks them itself and tells
 * CloudWatch, so that rules nobody deploys, alters or removes are noticed although no call of theirs arrives any more.
 *
 * @param remainingMs how long there is still time; places it does not reach count as not compared
 */
export async function compareDeployedRules(
  { deployedRules, metrics, places: placesNow, expectedAt }: ComparePorts,
  remainingMs: () => number,
): Promise<CompareReport> {
  const { places, problem } = await placesNow();
  const found: string[] = [];
  const notCompared: string[] = problem === null ? [] : [problem];
  await inParallel(places, WIDTH, async (place) => {
    const key = placeKey(place);
    if (remainingMs() < PLACE_MS) {
      notCompared.push(`${key}: out of time`);
      return;
    }
    const outcome = await deployedRules.list(place);
    if (outcome.kind === 'delivered') {
      found.push(...compareRules(expectedAt(place), outcome.value).map((each) => lineOf(key, each)));
    } else {
      notCompared.push(`${key}: ${failureInWords(outcome)}`);
    }
  });
  const count = (name: string, value: number) => ({ name, value, unit: 'Count' as const });
  await metrics.publish([
    count(METRIC.rulesDiffering, found.length),
    count(METRIC.placesNotCompared, notCompared.length),
  ]);
  return {
    compared: places.length - notCompared.filter((line) => line !== problem).length,
    differing: found.length,
    differences: found.sort(byText).slice(0, LINES),
    notCompared: notCompared.sort(byText).slice(0, LINES),
  };
}

function lineOf(place: string, { rule, kind, detail }: RuleDifference): string {
  return `${place} ${rule}: ${kind}, ${detail}`;
}

function byText(left: string, right: string): number {
  return left < right ? -1 : 1;
}
