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
import type { Novelty, NoveltyLookup } from './novelty.ts';
import { isOffHours } from './off-hours.ts';
import { networkOf, trustedNetworkOf } from './source.ts';
import { personBecome, targetsItself } from './target.ts';
import { toolOf } from './tool.ts';

export interface FactContext {
  readonly config: Pick<Config, 'accounts' | 'networks' | 'people' | 'organizationId' | 'workingHours'>;
  /** Milliseconds since 1970; or the moment of the call itself. */
  readonly now: number | 'just-arrived';
  /** What is known of addresses; left out where no table of them is at hand. */
  readonly networks?: NetworkLookup | undefined;
  /** Whom credentials came from; left out where no memory of them is at hand. */
  readonly ancestry?: Ancestry | undefined;
  /** In what calls are unlike the ones before; left out where no memory of habits is at hand. */
  readonly novelty?: NoveltyLookup | undefined;
}

/** A fact by its full name, such as `fact.exposure`; null where the call has none; undefined for no such fact. */
export type FactReader = (name: string) => JsonValue | undefined;

/** What several facts are read from: each is found when first asked for, and once. */
class Findings {
  readonly #call: ApiCall;
  readonly #context: FactContext;
  #person: Person | null | undefined;
  #ancestors: readonly Principal[] | undefined;
  #network: AddressNetwork | null | undefined;
  #novelty: Novelty | null | undefined;

  constructor(call: ApiCall, context: FactContext) {
    this.#call = call;
    this.#context = context;
  }

  person(): Person | null {
    if (this.#person === undefined) {
      this.#person = personOf(this.#call, this.#context.config.people, this.ancestors());
    }
    return this.#person;
  }

  ancestors(): readonly Principal[] {
    this.#ancestors ??= (this.#context.ancestry ?? NO_ANCESTRY)(this.#call);
    return this.#ancestors;
  }

  novelty(): Novelty | null {
    if (this.#novelty === undefined) this.#novelty = this.#context.novelty?.(this.#call) ?? null;
    return this.#novelty;
  }

  network(): AddressNetwork | null {
    if (this.#network === undefined) {
      this.#network = networkOf(this.#call, this.#context.networks ?? NO_NETWORKS);
    }
    return this.#network;
  }
}

type Derive = (call: ApiCall, context: FactContext, findings: Findings) => JsonValue;

/** What our code derives from a call and a rule may name. */
const FACTS: ReadonlyMap<string, Derive> = new Map<string, Derive>(
  Object.entries({
    'fact.actor.kind': (call) => call.principal.kind,
    'fact.actor.person': (_call, _context, found) => found.person()?.email ?? null,
    'fact.actor.confidence': (_call, _context, found) => found.person()?.confidence ?? null,
    'fact.actor.lineage': (call, { config }, found) => lineageVerdict(call, config.people, found.ancestors()),
    'fact.exposure': (call, context) => exposureOf(call, context.config),
    'fact.failed': (call) => call.error !== null,
    'fact.first': (_call, _context, found) => found.novelty()?.first ?? null,
    'fact.first.learning': (_call, _context, found) => found.novelty()?.learning ?? null,
    'fact.ingress.ports': (call) => openPorts(call),
    'fact.ingress.services': (call) => openServices(call),
    'fact.rare': (_call, _context, found) => found.novelty()?.rare ?? null,
    'fact.readOnly': (call) => call.readOnly,
    'fact.source.asn': (_call, _context, found) => found.network()?.asn ?? null,
    'fact.source.country': (_call, _context, found) => found.network()?.country ?? null,
    'fact.source.hosting': (_call, _context, found) => found.network()?.hosting ?? null,
    'fact.source.kind': (call) => call.source.kind,
    'fact.source.organisation': (_call, _context, found) => found.network()?.organisation ?? null,
    'fact.source.trusted': (call, context) => trustedNetworkOf(call, context.config.networks.trusted),
    'fact.source.vpn': (_call, _context, found) => found.network()?.vpn ?? null,
    'fact.target.own': (call) => targetsItself(call),
    'fact.target.becomes': (call, context) => personBecome(call, context.config.people),
    'fact.time.ageSeconds': (call, context) => ageSeconds(call, context.now),
    'fact.time.offHours': (call, { config }, found) =>
      call.eventTime === null || config.workingHours === null
        ? null
        : isOffHours(call.eventTime, found.person()?.email ?? null, config.workingHours),
    'fact.tool': (call) => toolOf(call.userAgent),
  } satisfies Record<string, Derive>),
);

export const FACT_NAMES: readonly string[] = [...FACTS.keys()];

/** The facts of one call: each is derived when first asked for, and once. */
export function factsOf(call: ApiCall, context: FactContext): FactReader {
  const known = new Map<string, JsonValue>();
  const findings = new Findings(call, context);
  return (name) => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const value = FACTS.get(name)?.(call, context, findings);
    if (value !== undefined) known.set(name, value);
    return value;
  };
}

function ageSeconds(call: ApiCall, now: FactContext['now']): number | null {
  if (call.eventTime === null) return null;
  return now === 'just-arrived' ? 0 : Math.round((now - call.eventTime) / 1000);
}
