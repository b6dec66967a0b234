import type { JsonObject } from '../cloudtrail/json.ts';
import type { CaseCall } from './case.ts';

/** Effects that only a question has. */
export type QuestionEffect =
  /** Post the question. */
  | { readonly kind: 'ask' }
  /** Bring the posted question up to date. */
  | { readonly kind: 'update' }
  | { readonly kind: 'remind' }
  /** Start a push; its outcome comes back as an event. */
  | { readonly kind: 'push' }
  /** Ask how the push stands until it has ended. */
  | { readonly kind: 'watch-push' }
  /** List the calls that the quiet period covered, in the question's thread. */
  | { readonly kind: 'list-covered' }
  /** Put these calls into the next generation of the case. */
  | { readonly kind: 'carry-over'; readonly calls: readonly CaseCall[] };

/**
 * Something a transition wants done outside. Effects that show the case (`update`, `annotate`) render it as it is
 * when they run, so one pending effect of such a kind is enough.
 */
export type Effect =
  | QuestionEffect
  /** Open the incident. */
  | { readonly kind: 'page' }
  /** Add to the open incident, under its key. */
  | { readonly kind: 'annotate' }
  /** End the incident at the pager: it was ended here. */
  | { readonly kind: 'resolve' }
  /** Tell the security channel. */
  | { readonly kind: 'post' }
  /** Have somebody look into what the incident's keys did. */
  | { readonly kind: 'investigate' }
  /** Add what they did to the open incident, under its key. */
  | { readonly kind: 'page-history' }
  /** Put it into the thread of the security channel. */
  | { readonly kind: 'post-history' }
  /** Put what has joined the incident since into that thread. */
  | { readonly kind: 'post-news' }
  /** Say there how the incident ended. */
  | { readonly kind: 'post-end' }
  /** Put the records behind an alarm into that thread. */
  | { readonly kind: 'post-records' }
  /** Write what happened into the journal; in the outbox so that no transition goes unrecorded. */
  | { readonly kind: 'record'; readonly at: number; readonly version: number; readonly data: JsonObject };

export interface OutboxEntry {
  /** Unique within the case. */
  readonly id: string;
  readonly effect: Effect;
  readonly attempts: number;
  /** Not to be tried before; milliseconds since 1970. */
  readonly notBefore: number;
  /** Somebody is at it until then; after that it counts as crashed. */
  readonly claimedUntil: number | null;
}
