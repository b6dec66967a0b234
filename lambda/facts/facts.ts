import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import type { JsonValue } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import { type Ancestry, NO_ANCESTRY } from '../people/descent.ts';
import { lineageVerdict } from '../people/lineage.ts';
import type { Person } from '../people/person.ts';
import { personOf } from '../people/person-of.ts';
import { exposureOf } from './exposure/exposure-of.ts';
import { openPorts, openServices } from './ingress/open-ports.ts';
import { type AddressNetwork, type NetworkLookup, NO_NETWORKS } from './networks/address-network.ts';
import { isOffHours } from './off-hours.ts';
import { networkOf, trustedNetworkOf } from './source.ts';
import { personBecome, targetsItself } from './target.ts';
import { toolOf } from './tool.ts';

export interface FactContext {
  readonly config: Pick<Config, 'accounts' | 'networks' | 'people' | 'organizationId' | 'workingHours'>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What is known of addresses; left out where no table of them is at hand. */
  readonly networks?: NetworkLookup | undefined;
  /** Whom credentials came from; left out where no memory of them is at hand. */
  readonly ancestry?: Ancestry | undefined;
}

/** A fact by its full name, such as `fact.exposure`; null where the call has none; undefined for no such fact. */
export type FactReader = (name: string) => JsonValue | undefined;

/** What several facts are read from: each is found when first asked for, and once. */
interface Findings {
  readonly person: () => Person | null;
  readonly ancestors: () => readonly Principal[];
  readonly network: () => AddressNetwork | null;
}

type Derive = (call: ApiCall, context: FactContext, findings: Findings) => JsonValue;

/** What our code derives from a call and a rule may name. */
const FACTS: Readonly<Record<string, Derive>> = {
  'fact.actor.kind': (call) => call.principal.kind,
  'fact.actor.person': (_call, _context, { person }) => person()?.email ?? null,
  'fact.actor.confidence': (_call, _context, { person }) => person()?.confidence ?? null,
  'fact.actor.lineage': (call, { config }, { ancestors }) => lineageVerdict(call, config.people, ancestors()),
  'fact.exposure': (call, context) => exposureOf(call, context.config),
  'fact.failed': (call) => call.error !== null,
  'fact.ingress.ports': (call) => openPorts(call),
  'fact.ingress.services': (call) => openServices(call),
  'fact.readOnly': (call) => call.readOnly,
  'fact.source.asn': (_call, _context, { network }) => network()?.asn ?? null,
  'fact.source.country': (_call, _context, { network }) => network()?.country ?? null,
  'fact.source.hosting': (_call, _context, { network }) => network()?.hosting ?? null,
  'fact.source.kind': (call) => call.source.kind,
  'fact.source.organisation': (_call, _context, { network }) => network()?.organisation ?? null,
  'fact.source.trusted': (call, context) => trustedNetworkOf(call, context.config.networks.trusted),
  'fact.source.vpn': (_call, _context, { network }) => network()?.vpn ?? null,
  'fact.target.own': (call) => targetsItself(call),
  'fact.target.becomes': (call, context) => personBecome(call, context.config.people),
  'fact.time.ageSeconds': (call, context) => ageSeconds(call, context.now),
  'fact.time.offHours': (call, { config }, { person }) =>
    call.eventTime === null || config.workingHours === null
      ? null
      : isOffHours(call.eventTime, person()?.email ?? null, config.workingHours),
  'fact.tool': (call) => toolOf(call.userAgent),
};

export const FACT_NAMES: readonly string[] = Object.keys(FACTS);

/** The facts of one call: each is derived when first asked for, and once. */
export function factsOf(call: ApiCall, context: FactContext): FactReader {
  const known = new Map<string, JsonValue>();
  const ancestors = once(() => (context.ancestry ?? NO_ANCESTRY)(call));
  const findings: Findings = {
    person: once(() => personOf(call, context.config.people, ancestors())),
    ancestors,
    network: once(() => networkOf(call, context.networks ?? NO_NETWORKS)),
  };
  return (name) => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const derive = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
    const value = derive?.(call, context, findings);
    if (value !== undefined) known.set(name, value);
    return value;
  };
}

function once<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => {
    if (found === undefined) found = find();
    return found;
  };
}

function ageSeconds(call: ApiCall, now: number): number | null {
  return call.eventTime === null ? null : Math.round((now - call.eventTime) / 1000);
}
