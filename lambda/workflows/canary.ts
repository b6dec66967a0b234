import { type MemberPlace, placeKey } from '../config/member-places.ts';
import type { Canaries } from '../ports/canaries.ts';
import type { CanarySender } from '../ports/canary-sender.ts';
import type { Clock } from '../ports/clock.ts';
import type { Metrics } from '../ports/metrics.ts';
import { failureInWords } from './after-failure.ts';
import { inParallel } from './in-parallel.ts';
import type { KnownPlaces } from './known-places.ts';
import { METRIC } from './metric-names.ts';

export interface CanaryPorts {
  readonly canaries: Canaries;
  readonly sender: CanarySender;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Unpredictable; letters and digits, at most 40. */
  readonly nonce: () => string;
  /** Asked anew in each round: accounts join. */
  readonly places: () => Promise<KnownPlaces>;
}

/** What a round found; places as `<account>/<region>`, sorted. */
export interface CanaryReport {
  readonly sent: number;
  /** From where nothing has arrived for too long. */
  readonly silent: readonly string[];
  /** Where the call could not be made, and why. */
  readonly unsent: readonly string[];
}

/** Three rounds: CloudTrail takes minutes, and one canary may get lost. */
export const CANARY_SILENCE_MS = 45 * 60_000;

/** Calls under way at once. */
const WIDTH = 16;

/**
 * One round: looks which places have been silent, then sends a canary to every place. What is missing goes out as a
 * figure that has its own alarm, past the queue that may be what is broken.
 */
export async function sendCanaries(ports: CanaryPorts): Promise<CanaryReport> {
  const { canaries, clock } = ports;
  const started = clock.now();
  const { places, problem } = await ports.places();
  const arrivals = await canaries.lastArrivals(places);
  const silent = places
    .map(placeKey)
    .filter((key) => started - (arrivals.get(key) ?? started) >= CANARY_SILENCE_MS);
  const unsent: string[] = problem === null ? [] : [problem];
  await inParallel(places, WIDTH, async (place) => {
    const failure = await sendTo(ports, place);
    if (failure !== null) unsent.push(`${placeKey(place)}: ${failure}`);
  });
  const sent = places.length - unsent.filter((line) => line !== problem).length;
  const count = (name: string, value: number) => ({ name, value, unit: 'Count' as const });
  await ports.metrics.publish([
    count(METRIC.canariesSent, sent),
    count(METRIC.canariesSilent, silent.length),
    count(METRIC.canariesUnsent, unsent.length),
  ]);
  return { sent, silent: silent.sort(byText), unsent: unsent.sort(byText) };
}

/** Null, or why not: one place must not keep the others from theirs. */
async function sendTo(
  { canaries, sender, clock, nonce }: CanaryPorts,
  place: MemberPlace,
): Promise<string | null> {
  const mark = nonce();
  try {
    await canaries.expect(place, mark, clock.now());
    const outcome = await sender.send(place, mark);
    return outcome.kind === 'delivered' ? null : failureInWords(outcome);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function byText(left: string, right: string): number {
  return left < right ? -1 : 1;
}
