import type { NetworkLookup } from '../facts/networks/address-network.ts';
import type { Finding, Period } from '../investigate/sift.ts';
import type { Subject } from '../investigate/subject.ts';

/** Somewhere that records of keys can be had from. */
export interface ActionSource {
  /**
   * Tells what each finding is as it comes; resolves when there is no more. What could not be read goes to `complain`.
   * Throws `SourceFailure` when it gave nothing at all.
   */
  search(subjects: readonly Subject[], period: Period, tell: (finding: Finding) => void): Promise<void>;
}

/** What a source has of the world. */
export interface SourceIo {
  readonly networks: NetworkLookup;
  readonly complain: (problem: string) => void;
  readonly progress: (text: string) => void;
}
