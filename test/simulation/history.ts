import type { InMemoryIncident } from '../../lambda/adapters/in-memory/pager.ts';
import type { InMemoryPush } from '../../lambda/adapters/in-memory/second-factor.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { QuarantinedBody } from '../../lambda/ports/quarantine.ts';
import type { Plan } from './plan.ts';
import type { Moment } from './timeline.ts';

/** One content that a question in Slack had. */
export interface Shown {
  readonly at: number;
  /** Which message, of all there are. */
  readonly ts: string;
  /** Whose conversation it stands in. */
  readonly user: string;
  /** What its buttons carry; null when it has none. */
  readonly value: string | null;
  /** The calls it names. */
  readonly names: ReadonlySet<string>;
}

export interface Pressed {
  readonly at: number;
  readonly user: string;
  readonly action: 'yes' | 'no' | 'wrong-person';
  /** The content that the button stood in. */
  readonly on: Shown;
}

/** A message that a function asked Slack to post. */
export interface Posting {
  readonly at: number;
  readonly invocation: string;
  readonly value: string | null;
  /** When something went wrong for that function; more may come. */
  readonly troubles: () => readonly number[];
}

/** What a run left behind: what was planned, what the vendors hold, what the journal says. */
export interface History {
  readonly plan: Plan;
  readonly shown: readonly Shown[];
  readonly pressed: readonly Pressed[];
  readonly postings: readonly Posting[];
  /** By the message's `ts`: since when our table says that this is the case's message. */
  readonly recordedAt: ReadonlyMap<string, number>;
  readonly pushes: readonly InMemoryPush[];
  readonly incidents: readonly InMemoryIncident[];
  readonly journal: readonly JournalEntry[];
  readonly quarantined: readonly QuarantinedBody[];
  /** What was still to be done when time was over; empty when everything came to rest. */
  readonly unfinished: readonly string[];
  readonly moments: readonly Moment[];
}
