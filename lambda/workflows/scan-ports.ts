import type { Metrics } from '../ports/metrics.ts';
import type { Quarantine } from '../ports/quarantine.ts';
import type { TrailArchive } from '../ports/trail-archive.ts';
import type { Matcher } from '../sigma/rule-matcher.ts';
import type { Correlations } from './correlate-calls.ts';
import type { CallPorts } from './handle-messages.ts';

/** What reading the trail's files needs. */
export interface ScanPorts extends Omit<CallPorts, 'correlations'> {
  readonly archive: TrailArchive;
  readonly quarantine: Quarantine;
  readonly metrics: Metrics;
  readonly correlations: Correlations;
  /** The rules of the archive's feed. */
  readonly archiveRules: Matcher;
  /** The rules of the edge's feed, whose calls should have come before. */
  readonly edgeRules: Matcher;
}

/** What became of one message. */
export type ScanOutcome =
  | { readonly kind: 'done'; readonly report: ScanReport }
  /** To be tried again: something was away. */
  | { readonly kind: 'later'; readonly reason: string };

export interface ScanReport {
  readonly objects: number;
  readonly records: number;
  /** Records that some rule may be about, which alone were parsed. */
  readonly parsed: number;
  /** Calls that rules or correlations of the archive's feed decided about. */
  readonly decided: number;
  /** Calls that a rule of the edge's feed is about and that had not come by it. */
  readonly reconciled: number;
  readonly quarantined: number;
}
