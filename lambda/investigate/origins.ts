import type { Action } from './action.ts';
import { dayOf, groupBy, type Seen, seenIn } from './seen.ts';

/** One place that the key was used from: a country and a network. */
export interface Origin extends Seen {
  readonly country: string | null;
  readonly asn: number | null;
  readonly organisation: string | null;
  readonly addresses: readonly string[];
  /** Why a reader should look at it; null: nothing unusual. */
  readonly flag: string | null;
}

/** A country used on this many days is usual, however often another one was. */
const DAYS_OF_USUAL_COUNTRY = 3;
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i;

/** The places that the key was used from, the most used first. */
export function originsOf(actions: readonly Action[]): readonly Origin[] {
  const usual = usualCountries(actions);
  return groupBy(actions, placeOf).map(([, group]) => originOf(group, usual));
}

/** Countries that the key was used from on several days; otherwise the one that most of its calls came from. */
export function usualCountries(actions: readonly Action[]): readonly string[] {
  const placed = actions.filter(({ network }) => network?.country != null);
  const countries = groupBy(placed, ({ network }) => network?.country ?? '');
  const steady = countries.filter(([, group]) => daysOf(group) >= DAYS_OF_USUAL_COUNTRY);
  return (steady.length > 0 ? steady : countries.slice(0, 1)).map(([country]) => country);
}

function daysOf(actions: readonly Action[]): number {
  return new Set(actions.flatMap(({ at }) => (at === null ? [] : [dayOf(at)]))).size;
}

/** AWS services and private addresses have no network of their own: each kind is one place. */
function placeOf(action: Action): string {
  const { network } = action;
  return network === null
    ? (withoutNetwork(action) ?? 'unknown')
    : `${network.country}|${network.asn}|${network.organisation}`;
}

function withoutNetwork({ addressKind, address }: Action): string | null {
  if (addressKind === 'service') return 'AWS service';
  return addressKind === 'ip' && PRIVATE.test(address) ? 'private network' : null;
}

function originOf(group: readonly Action[], usual: readonly string[]): Origin {
  const first = group[0];
  const network = first?.network ?? null;
  return {
    country: network?.country ?? null,
    asn: network?.asn ?? null,
    organisation: network?.organisation ?? (first === undefined ? null : withoutNetwork(first)),
    addresses: [...new Set(group.map(({ address }) => address))].sort(),
    ...seenIn(group),
    flag: flagOf(group, usual),
  };
}

function flagOf(group: readonly Action[], usual: readonly string[]): string | null {
  const network = group[0]?.network ?? null;
  if (network === null) return null;
  const reasons: string[] = [];
  if (network.vpn) reasons.push('a VPN or anonymising network');
  else if (network.hosting) reasons.push('a network where servers are let');
  if (network.country !== null && !usual.includes(network.country)) {
    reasons.push(`${network.country} is outside the usual ${usual.join(', ')}`);
  }
  return reasons.length === 0 ? null : reasons.join('; ');
}
