/** What the page reads: `GET /api/board`. Times are milliseconds since 1970. Any text in it may be hostile. */

export type Severity = 'log' | 'notify' | 'alert';
export type CaseState = 'asking' | 'asked' | 'confirming' | 'verified' | 'escalated';
export type Vendor = 'slack' | 'duo' | 'pagerduty';
export type VendorMode = 'up' | 'down' | 'slow' | 'throttled' | 'garbage';

export interface Board {
  readonly clock: { readonly now: number; readonly virtual: boolean };
  /** Null when no story plays. */
  readonly story: Story | null;
  /** How far the records of the reader's own files are; null when there are none. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly state: State;
  /** Newest last, at most 200. */
  readonly recent: readonly RecentCall[];
  /** By Slack id. */
  readonly users: Readonly<Record<string, { readonly name: string; readonly email: string }>>;
  readonly cases: readonly CaseView[];
  readonly vendors: Readonly<Record<Vendor, VendorMode>>;
}

export interface Story {
  readonly title: string;
  readonly caption: string;
  /** Counted from 1. */
  readonly step: number;
  readonly of: number;
  /** Where the reader should look or act. */
  readonly hint: Vendor | 'calls' | null;
  readonly finished: boolean;
}

export interface RecentCall {
  readonly eventID: string;
  readonly eventTime: number | null;
  /** When it was decided. */
  readonly at: number;
  readonly eventName: string;
  readonly eventSource: string;
  readonly account: string;
  readonly region: string;
  readonly principal: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly rules: readonly string[];
  readonly caseId: string | null;
}

export interface CaseView {
  readonly id: string;
  readonly state: CaseState;
  /** Set when escalated. */
  readonly cause: string | null;
  readonly person: string;
  readonly account: string;
  readonly callCount: number;
  readonly openedAt: number;
  readonly deadline: number | null;
  readonly code: string;
  /** Of a verified case whose yes keeps further calls of the kind quiet. */
  readonly quiet: { readonly until: number; readonly ended: string | null; readonly covered: number } | null;
  /** How its incident ended. */
  readonly ended: {
    readonly by: 'pager' | 'operator' | 'expiry';
    readonly who: string | null;
    readonly at: number;
  } | null;
  /** The case whose incident it shares. */
  readonly partOf: string | null;
}

export interface TextObject {
  readonly type?: string;
  readonly text?: string;
}

/** A button, or a text in a context block. */
export interface BlockElement {
  readonly type?: string;
  readonly text?: TextObject | string;
  readonly action_id?: string;
  readonly value?: string;
  readonly style?: string;
}

/** A Block Kit block. */
export interface Block {
  readonly type?: string;
  readonly text?: TextObject;
  readonly fields?: readonly TextObject[];
  readonly elements?: readonly BlockElement[];
  readonly accessory?: BlockElement;
}

/** A reply in a message's thread. */
export interface Reply {
  readonly id: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly string[];
}

export interface Message {
  readonly id: string;
  readonly caseId: string | null;
  /** E-mail of the person asked; null in a channel. */
  readonly person: string | null;
  readonly user: string | null;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Actions that can be taken; empty once answered. */
  readonly buttons: readonly string[];
  readonly thread?: readonly Reply[];
}

export interface Push {
  readonly txid: string;
  readonly person: string;
  readonly user: string;
  readonly info: Readonly<Record<string, string>> | string;
  readonly code: string;
  readonly state: 'waiting' | 'approved' | 'denied' | 'fraud' | 'timeout';
}

export interface Incident {
  readonly dedupKey: string;
  readonly severity: string;
  readonly summary: string;
  readonly details: unknown;
  /** How many events came under this key, or the events themselves. */
  readonly events: number | readonly unknown[];
  /** Left out: open. */
  readonly state?: 'open' | 'resolved';
}

export type CallCounter =
  | 'received'
  | 'filtered'
  | 'logged'
  | 'notified'
  | 'alerted'
  | 'quarantined'
  | 'duplicate';

export interface State {
  readonly calls: Readonly<Record<CallCounter, number>>;
  readonly messages: readonly Message[];
  readonly pushes: readonly Push[];
  readonly incidents: readonly Incident[];
  readonly quarantine: readonly { readonly reason: string; readonly body: string }[];
}
