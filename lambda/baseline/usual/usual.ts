import { TRAITS, type Trait } from '../../facts/novelty.ts';

/** On what days a value was seen; days since 1970, in UTC. */
export interface SeenValue {
  readonly lastDay: number;
  /** Different days, as far as they came in order. */
  readonly days: number;
}

/** What is usual for one principal, or for the organisation. */
export interface Usual {
  /** The first day that anything was learned; null: nothing was. */
  readonly sinceDay: number | null;
  readonly traits: Readonly<Partial<Record<Trait, ReadonlyMap<string, SeenValue>>>>;
}

/** What one call shows of the habits of its principal. */
export interface Sighting {
  /** Days since 1970, in UTC. */
  readonly day: number;
  readonly values: Readonly<Partial<Record<Trait, string>>>;
}

export const NOTHING_USUAL: Usual = { sinceDay: null, traits: {} };

export const DAY_MS = 86_400_000;
/** What was not seen for so long is forgotten. Days. */
export const KEPT_DAYS = 90;
/** As much is learned before anything counts as new. Days. */
export const LEARNING_DAYS = 14;
/** Values of one trait; the longest unseen make room. There are about 300 services and 35 regions. */
export const MOST_VALUES = 400;

/** What is usual after some calls. The same calls again change nothing. */
export function learn(usual: Usual, sightings: readonly Sighting[], today: number): Usual {
  const recent = sightings.filter(({ day }) => day <= today && day > today - KEPT_DAYS);
  const traits: Partial<Record<Trait, ReadonlyMap<string, SeenValue>>> = {};
  for (const trait of TRAITS) {
    const values = new Map(usual.traits[trait]);
    for (const { day, values: seen } of recent) {
      const value = seen[trait];
      if (value !== undefined) values.set(value, seenOn(values.get(value), day));
    }
    if (values.size > 0) traits[trait] = bounded(values, today);
  }
  const days = recent.map(({ day }) => day);
  const sinceDay = [usual.sinceDay ?? Number.POSITIVE_INFINITY, ...days].reduce((one, other) =>
    Math.min(one, other),
  );
  return { sinceDay: Number.isFinite(sinceDay) ? sinceDay : null, traits };
}

/** What is usual by two memories of the same principal; twice the same is the same. */
export function mergeUsual(one: Usual, other: Usual, today: number): Usual {
  const traits: Partial<Record<Trait, ReadonlyMap<string, SeenValue>>> = {};
  for (const trait of TRAITS) {
    const values = new Map(one.traits[trait]);
    for (const [value, seen] of other.traits[trait] ?? []) {
      const known = values.get(value) ?? seen;
      const lastDay = Math.max(known.lastDay, seen.lastDay);
      values.set(value, { lastDay, days: Math.max(known.days, seen.days) });
    }
    if (values.size > 0) traits[trait] = bounded(values, today);
  }
  const since = [one.sinceDay, other.sinceDay].filter((day) => day !== null);
  return { sinceDay: since.length === 0 ? null : Math.min(...since), traits };
}

export function isLearned({ sinceDay }: Usual, today: number): boolean {
  return sinceDay !== null && today - sinceDay >= LEARNING_DAYS;
}

function seenOn(before: SeenValue | undefined, day: number): SeenValue {
  if (before === undefined) return { lastDay: day, days: 1 };
  return day > before.lastDay ? { lastDay: day, days: before.days + 1 } : before;
}

function bounded(values: ReadonlyMap<string, SeenValue>, today: number): ReadonlyMap<string, SeenValue> {
  const kept = [...values].filter(([, { lastDay }]) => lastDay > today - KEPT_DAYS);
  if (kept.length <= MOST_VALUES) return new Map(kept);
  return new Map(kept.toSorted(([, one], [, other]) => other.lastDay - one.lastDay).slice(0, MOST_VALUES));
}
