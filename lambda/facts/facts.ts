import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { JsonValue } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import type { Person } from '../people/person.ts';
import { personOf } from '../people/person-of.ts';
import { exposureOf } from './exposure/exposure-of.ts';
import { trustedNetworkOf } from './source.ts';
import { personBecome, targetsItself } from './target.ts';
import { toolOf } from './tool.ts';

export interface FactContext {
  readonly config: Pick<Config, 'accounts' | 'networks' | 'people' | 'organizationId'>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A fact by its full name, such as `fact.exposure`; null where the call has none; undefined for no such fact. */
export type FactReader = (name: string) => JsonValue | undefined;

type Derive = (call: ApiCall, context: FactContext, person: () => Person | null) => JsonValue;

/** What our code derives from a call and a rule may name. */
const FACTS: Readonly<Record<string, Derive>> = {
  'fact.actor.kind': (call) => call.principal.kind,
  'fact.actor.person': (_call, _context, person) => person()?.email ?? null,
  'fact.actor.confidence': (_call, _context, person) => person()?.confidence ?? null,
  'fact.exposure': (call, context) => exposureOf(call, context.config),
  'fact.failed': (call) => call.error !== null,
  'fact.readOnly': (call) => call.readOnly,
  'fact.source.kind': (call) => call.source.kind,
  'fact.source.trusted': (call, context) => trustedNetworkOf(call, context.config.networks.trusted),
  'fact.target.own': (call) => targetsItself(call),
  'fact.target.becomes': (call, context) => personBecome(call, context.config.people),
  'fact.time.ageSeconds': (call, context) => ageSeconds(call, context.now),
  'fact.tool': (call) => toolOf(call.userAgent),
};

export const FACT_NAMES: readonly string[] = Object.keys(FACTS);

/** The facts of one call: each is derived when first asked for, and once. */
export function factsOf(call: ApiCall, context: FactContext): FactReader {
  const known = new Map<string, JsonValue>();
  let person: Person | null | undefined;
  const personOnce = (): Person | null => {
    if (person === undefined) person = personOf(call, context.config.people);
    return person;
  };
  return (name) => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const derive = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
    const value = derive?.(call, context, personOnce);
    if (value !== undefined) known.set(name, value);
    return value;
  };
}

function ageSeconds(call: ApiCall, now: number): number | null {
  return call.eventTime === null ? null : Math.round((now - call.eventTime) / 1000);
}
