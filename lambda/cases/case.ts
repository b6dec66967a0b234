import type { Person } from '../people/person.ts';
import type { AlarmRecords } from './alarm-records.ts';
import type { OutboxEntry } from './effect.ts';
import type { KeyHistory } from './key-history.ts';

/** Why a person's answer did not verify a case. */
export type Cause =
  | 'no'
  | 'wrong-person'
  | 'silence'
  | 'push-denied'
  | 'push-fraud'
  | 'push-timeout'
  /** No push was sent: the person had as many as anybody gets within the window. */
  | 'push-limit'
  | 'no-second-factor'
  | 'second-factor-unreachable'
  | 'unreachable'
  /** Confirmed, then disowned: calls that the quiet period covered were not the person's. */
  | 'not-me';

/** What a case keeps of a call: enough to say who, what, where, without the record. Texts are cut, not escaped. */
export interface CaseCall {
  readonly eventID: string;
  /** What the call ledger knows it by. */
  readonly ledgerKey: string;
  readonly eventTime: number | null;
  readonly account: string;
  /** Other accounts that recorded the same call, such as the owner of what it was done to; left out: none known. */
  readonly alsoIn?: readonly string[];
  readonly region: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly principal: string;
  readonly accessKeyId: string | null;
  readonly address: string;
  readonly userAgent: string;
  readonly errorCode: string | null;
  /** What it was done to, in words; null when the request does not say. */
  readonly resource: string | null;
  readonly ruleIds: readonly string[];
  readonly titles: readonly string[];
  readonly reasons: readonly string[];
  readonly late: boolean;
  /** The case's version since it joined: messages of this revision and later ones show it. Null before it is in a case. */
  readonly shownFrom: number | null;
  /** Null: no quiet period may cover it. Left out of calls kept in brief. */
  readonly traits?: CallTraits | null;
}

/** What a quiet period judges a call by. */
export interface CallTraits {
  /** Ids of the rules for whose sake it is asked about. */
  readonly rules: readonly string[];
  /** Null: not known. */
  readonly country: string | null;
  readonly asn: number | null;
  readonly tool: string;
}

/** Why a quiet period was over before its time, or covers no call of this kind. */
export interface QuietEnd {
  readonly because: 'country' | 'network' | 'tool' | 'rule' | 'protected' | 'time' | 'unseen' | 'not-me';
  readonly at: number;
}

/** After a verified yes: further calls like those shown are listed, not asked about. Times are milliseconds since 1970. */
export interface QuietPeriod {
  /** Covered are calls made from `from` to `until`, whenever they arrive. */
  readonly from: number;
  readonly until: number;
  /** What the confirmed calls had; a call with anything else ends it. */
  readonly rules: readonly string[];
  readonly countries: readonly (string | null)[];
  readonly asns: readonly (number | null)[];
  readonly tools: readonly string[];
  /** Null while it runs, or ran to its end. */
  readonly ended: QuietEnd | null;
  /** The calls it covered, oldest first; at most `CALLS_DETAILED`. */
  readonly calls: readonly CaseCall[];
  readonly moreCalls: number;
  /** Where they are listed; null before the first. */
  readonly post: PostedMessage | null;
}

/** The credential lineage together with the source network: one answer covers one origin. */
export interface Origin {
  readonly lineage: string;
  readonly network: string;
}

/** Where a message stands in Slack. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

/** How an incident ended. */
export interface IncidentEnd {
  /** Resolved in PagerDuty, closed on our command line, or its time was over. */
  readonly by: 'pager' | 'operator' | 'expiry';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who did it, as far as that is known. */
  readonly who: string | null;
  /** What an operator gave as the reason. */
  readonly why?: string;
}

/** What the security channel knows of a case. */
export interface Told {
  readonly calls: number;
  /** Of late answers: those up to then. Milliseconds since 1970. */
  readonly answersUntil: number;
}

/** Fields of every stored item. */
interface Item {
  readonly id: string;
  /** What the item collects, such as a person and an origin; its generations follow each other. */
  readonly group: string;
  readonly generation: number;
  /** Grows by one with every write. */
  readonly version: number;
  readonly openedAt: number;
  /** Oldest first, at most `CALLS_KEPT`; those after the first `CALLS_DETAILED` without their texts. */
  readonly calls: readonly CaseCall[];
  /** Calls of an incident beyond those kept. */
  readonly moreCalls: number;
  readonly outbox: readonly OutboxEntry[];
  /** When somebody must look at it next; null when never. Milliseconds since 1970. */
  readonly dueAt: number | null;
  /** When the database may forget it. Seconds since 1970. */
  readonly expiresAt: number;
  /** Where the security channel was told of it; left out while it was not. */
  readonly post?: PostedMessage;
  /** How much of the case was told there; left out before. */
  readonly told?: Told;
  /** What was found behind its alarms; those missing were not looked into. */
  readonly records?: readonly AlarmRecords[];
  /** What its keys did lately; left out while that was not looked into. */
  readonly history?: readonly KeyHistory[];
  /** How the incident ended; left out while it is open, and for a case that is none. */
  readonly closed?: IncidentEnd;
}

export type QuestionState = 'asking' | 'asked' | 'confirming' | 'verified' | 'escalated';

export interface AskedMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  /** The case's version that it shows: never the same for two contents, also when a crash forgot one of them. */
  readonly revision: number;
}

export interface Push {
  readonly txid: string;
  readonly startedAt: number;
  /** 1, or 2 after a time-out was retried. */
  readonly attempt: number;
}

export interface Answer {
  readonly answer: 'yes' | 'no' | 'wrong-person' | 'not-me';
  readonly at: number;
  readonly user: string;
}

/** One question to one person about one burst of calls of one origin. */
export interface Question extends Item {
  readonly kind: 'question';
  readonly person: Person;
  readonly origin: Origin;
  readonly state: QuestionState;
  /** Set when `escalated`. */
  readonly cause: Cause | null;
  /** A sentence with the detail behind the cause, such as what the vendor said. */
  readonly causeDetail: string | null;
  readonly deadline: number;
  readonly remindAt: number | null;
  readonly message: AskedMessage | null;
  /** Two digits, shown in Slack and in the push. */
  readonly code: string;
  readonly answer: Answer | null;
  readonly push: Push | null;
  /** Calls that came while `confirming`, or that the answered message did not show. */
  readonly waiting: readonly CaseCall[];
  readonly lateAnswers: readonly Answer[];
  /** How long a yes keeps it quiet; left out or null: not at all. Milliseconds. */
  readonly quietMs?: number | null;
  /** Left out until it is verified, and where none may begin. */
  readonly quiet?: QuietPeriod;
  readonly endedAt: number | null;
  /** The case whose incident it is paged under, of the same credential; left out where it has its own. */
  readonly partOf?: string;
  /** Cases paged under this one's incident. */
  readonly parts?: readonly string[];
}

/** A page without a question: an alert, a forgery, or a call nobody can be asked about. */
export interface Alert extends Item {
  readonly kind: 'alert';
  readonly severity: 'critical' | 'error' | 'warning';
  /** Why nobody was asked. */
  readonly because: 'severity' | 'forgery' | 'nobody-to-ask' | 'too-late';
  /** Calls that come before this join it. */
  readonly openUntil: number;
  readonly pagedAt: number | null;
  readonly person: Person | null;
}

export type Case = Question | Alert;

/** Calls a case keeps whole: what a message can show and a person can read. */
export const CALLS_DETAILED = 100;
/**
 * Calls a case keeps. A case must fit a DynamoDB item of 400 KB: 100 calls of at most 1.5 KB and 900 of about 0.25 KB.
 * A question that is full collects no more: further calls are a question of their own, never covered by its answer.
 */
export const CALLS_KEPT = 1_000;
