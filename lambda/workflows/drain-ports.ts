import type { Config } from '../config/config.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import type { Canaries } from '../ports/canaries.ts';
import type { CredentialLineage } from '../ports/credential-lineage.ts';
import type { Lease } from '../ports/lease.ts';
import type { Memory } from '../ports/memory.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Quarantine } from '../ports/quarantine.ts';
import type { Queue } from '../ports/queue.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import type { Catalogue } from '../sigma/catalogue.ts';
import type { Correlations } from './correlate-calls.ts';
import type { SweepPorts } from './sweep.ts';

/** What a drain needs. */
export interface DrainPorts extends SweepPorts {
  readonly queue: Queue;
  readonly quarantine: Quarantine;
  readonly subscriptions: Subscriptions;
  readonly metrics: Metrics;
  /**
   * How long the last look into an empty queue waits. SQS samples its servers, so one empty answer at once proves
   * little; an embedded queue has nothing to hide. Seconds, 0 to 20.
   */
  readonly lastWaitSeconds: number;
  readonly catalogue: Catalogue;
  readonly config: Config;
  /** Left out where nothing is to be remembered of where credentials came from. */
  readonly lineage?: CredentialLineage | undefined;
  /** What is usual for those who call; left out where it is not learned. */
  readonly habits?: Memory | undefined;
  /** Left out where calls are not looked at together. */
  readonly correlations?: Correlations | undefined;
  /** Lets one drain run at a time; left out where nothing could start a second one. */
  readonly lease?: Lease | undefined;
  /** Left out where none are sent. */
  readonly canaries?: Canaries | undefined;
  /** What is known of addresses; left out where no table of them is at hand. */
  readonly networks?: NetworkLookup | undefined;
}

/** What a drain did; counted per call, not per message. */
export interface DrainReport {
  readonly messages: number;
  readonly logged: number;
  readonly notified: number;
  readonly alerted: number;
  readonly duplicate: number;
  readonly quarantined: number;
  /** One sentence each; what they are about stays in the queue. */
  readonly errors: readonly string[];
  /** Whether the queue was seen empty, rather than time having run out. */
  readonly emptied: boolean;
  /** Another drain was running: nothing was done. */
  readonly skipped?: true;
}
