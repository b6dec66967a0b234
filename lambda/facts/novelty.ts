import type { ApiCall } from '../cloudtrail/api-call.ts';

/** What habits are kept of, as `fact.first` and `fact.rare` name them. */
export const TRAITS = ['country', 'asn', 'region', 'service', 'user-agent', 'role', 'hour'] as const;

export type Trait = (typeof TRAITS)[number];

/** In what a call is unlike what was learned. */
export interface Novelty {
  /** New for its principal, of whom enough is known. */
  readonly first: readonly Trait[];
  /** What would be in `first`, of a principal who is still being learned. */
  readonly learning: readonly Trait[];
  /** Seen on hardly any day in the whole organisation, of which enough is known. */
  readonly rare: readonly Trait[];
}

/** Null for a call of nobody whose habits are learned. */
export type NoveltyLookup = (call: ApiCall) => Novelty | null;
