import type { Action } from './action.ts';
import { burstIn } from './burst.ts';
import type { Origin } from './origins.ts';
import { groupBy, isoTime, seenIn } from './seen.ts';
import { watcherOf } from './watchers.ts';

/** Something about the key's history that a thief's use has more often than its owner's. */
export interface AnomalySignal {
  readonly kind:
    | 'country-outside-baseline'
    | 'vpn-network'
    | 'hosting-network'
    | 'monitoring-removed'
    | 'credentials-issued'
    | 'several-addresses-at-once'
    | 'burst'
    | 'denied-in-many-services'
    | 'off-hours';
  readonly evidence: string;
}

/** Two networks within this time are one key in two hands. 5 minutes. */
const AT_ONCE_MS = 5 * 60_000;
const DENIED_SERVICES = 3;
const DENIED = /access ?denied|unauthorized|forbidden|not authorized|^AuthFailure|^40[13]$/i;
/** Working hours where nobody said which: 7 to 20 o'clock UTC, Monday to Friday. */
const OPENS = 7;
const CLOSES = 20;
const SHOWN = 5;

/** What is unusual, the most telling first. `actions` are in the order of time. */
export function signalsOf(actions: readonly Action[], origins: readonly Origin[]): readonly AnomalySignal[] {
  return [
    ...originSignals(origins),
    ...removedWatchers(actions),
    ...issuedCredentials(actions),
    ...severalAtOnce(actions),
    ...burst(actions),
    ...deniedServices(actions),
    ...offHours(actions),
  ];
}

function originSignals(origins: readonly Origin[]): readonly AnomalySignal[] {
  return origins.flatMap((origin): readonly AnomalySignal[] => {
    if (origin.flag === null) return [];
    const kind = origin.flag.includes('outside')
      ? 'country-outside-baseline'
      : origin.flag.startsWith('a VPN')
        ? 'vpn-network'
        : 'hosting-network';
    const since = origin.firstSeen === null ? '' : ` since ${isoTime(origin.firstSeen)}`;
    const where = origin.organisation ?? `AS${origin.asn ?? '?'}`;
    return [
      {
        kind,
        evidence: `${callsOf(origin.events)} from ${where} (${origin.country ?? '?'})${since}: ${origin.flag}`,
      },
    ];
  });
}

function removedWatchers(actions: readonly Action[]): readonly AnomalySignal[] {
  const removed = actions.filter((action) => action.error === null && watcherOf(action) !== null);
  if (removed.length === 0) return [];
  const events = groupBy(removed, ({ event, resource }) => `${event} ${resource ?? ''}`.trim());
  return [{ kind: 'monitoring-removed', evidence: listed(events.map(([name]) => name)) }];
}

function issuedCredentials(actions: readonly Action[]): readonly AnomalySignal[] {
  const lasting = actions.filter(({ issued }) => issued?.key.startsWith('AKIA') === true);
  if (lasting.length === 0) return [];
  const names = lasting.map(({ issued }) => `${issued?.key ?? ''} for ${issued?.holder ?? ''}`);
  return [{ kind: 'credentials-issued', evidence: listed(names) }];
}

/** Only addresses of known networks count: a machine may well have several private ones. */
function severalAtOnce(actions: readonly Action[]): readonly AnomalySignal[] {
  const placed = actions.filter(({ network, at }) => network !== null && at !== null);
  for (const [index, action] of placed.entries()) {
    const next = placed[index + 1];
    if (next === undefined || next.address === action.address) continue;
    const apart = (next.at ?? 0) - (action.at ?? 0);
    if (next.network?.asn === action.network?.asn || apart > AT_ONCE_MS) continue;
    const evidence = `${action.address} and ${next.address} ${Math.round(apart / 1000)} s apart at ${isoTime(next.at ?? 0)}`;
    return [{ kind: 'several-addresses-at-once', evidence }];
  }
  return [];
}

function burst(actions: readonly Action[]): readonly AnomalySignal[] {
  const found = burstIn(actions);
  return found === null
    ? []
    : [
        {
          kind: 'burst',
          evidence: `${callsOf(found.events)}, ${found.changes} of them changes, in 60 s from ${isoTime(found.from)}`,
        },
      ];
}

function deniedServices(actions: readonly Action[]): readonly AnomalySignal[] {
  const denied = actions.filter(({ error }) => error !== null && DENIED.test(error));
  const services = groupBy(denied, ({ method }) => method).map(([name]) => name);
  return services.length < DENIED_SERVICES
    ? []
    : [
        {
          kind: 'denied-in-many-services',
          evidence: `${callsOf(denied.length)} denied in ${services.length} services: ${listed(services)}`,
        },
      ];
}

function offHours(actions: readonly Action[]): readonly AnomalySignal[] {
  const late = actions.filter(({ at }) => at !== null && !isWorkingTime(at));
  const { firstSeen } = seenIn(late);
  return firstSeen === null
    ? []
    : [
        {
          kind: 'off-hours',
          evidence: `${callsOf(late.length)} outside Monday to Friday, ${OPENS} to ${CLOSES} o'clock UTC, the first at ${isoTime(firstSeen)}`,
        },
      ];
}

function isWorkingTime(at: number): boolean {
  const date = new Date(at);
  const isWeekday = date.getUTCDay() >= 1 && date.getUTCDay() <= 5;
  return isWeekday && date.getUTCHours() >= OPENS && date.getUTCHours() < CLOSES;
}

export function callsOf(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}

function listed(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return rest > 0 ? `${names.slice(0, SHOWN).join(', ')} and ${rest} more` : names.join(', ');
}
