import type { Counted, Efficacy } from '../../lambda/journal/efficacy.ts';

/** What would have happened. */
export interface ReplayResult {
  readonly calls: ReplayCalls;
  /** Questions that would have been put to a person on a day, in UTC. */
  readonly asks: readonly { readonly person: string; readonly day: string; readonly count: number }[];
  /** Incidents by the rule of their first call. */
  readonly pages: readonly { readonly rule: string; readonly day: string; readonly count: number }[];
  readonly noisiest: readonly Noise[];
  /** The first call that each rule would have asked or paged about. */
  readonly firsts: readonly FirstMatch[];
  /** What the candidate would change; left out where there is none. */
  readonly difference?: Difference;
}

/** Without the candidate, and with it. */
export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface Difference {
  /** The rule or configuration that was tried. */
  readonly candidate: string;
  readonly notified: Change;
  readonly alerted: Change;
  readonly asks: Change;
  readonly pages: Change;
  /** Rules that match another number of calls. */
  readonly rules: readonly ({ readonly rule: string } & Change)[];
}

export interface ReplayCalls {
  readonly seen: number;
  /** At the edge: no EventBridge rule wants them. */
  readonly filtered: number;
  readonly logged: number;
  readonly notified: number;
  readonly alerted: number;
  readonly duplicate: number;
  /** Odd records, which somebody has to look at. */
  readonly quarantined: number;
  /** Of the input: no records. */
  readonly unreadable: number;
}

/** A rule that asks or pages, and who makes it do so. */
export interface Noise {
  readonly rule: string;
  readonly calls: number;
  readonly principals: readonly Counted[];
  readonly tools: readonly Counted[];
  /** A Sigma filter that would quiet the first of the principals; null where none is known. */
  readonly filter: string | null;
}

export interface FirstMatch {
  readonly rule: string;
  /** ISO 8601 in UTC; null where the record has no time. */
  readonly at: string | null;
  readonly event: string;
  readonly principal: string;
  readonly account: string;
}

/** A replay with all that is drawn of it. */
export interface Replayed {
  readonly result: ReplayResult;
  /** The same in the terms of `countersign report`, from the first call to the last. */
  readonly efficacy: Efficacy;
  /** Calls by rule, also those that are only logged; most first. */
  readonly matches: readonly Counted[];
  /** Files and lines that could not be read; the first few. */
  readonly problems: readonly string[];
}
