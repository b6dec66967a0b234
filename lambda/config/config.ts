/** Sigma levels, least to most. Source: "Sigma Rules Specification" 2.x, field `level`. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** `countersign.yaml`, validated. Durations are milliseconds. */
export interface Config {
  /** Accounts that deliver calls; null: every account seen is a member (the local run without a configuration). */
  readonly accounts: readonly MemberAccount[] | null;
  readonly security: SecurityAccount | null;
  readonly organizationId: string | null;
  readonly people: {
    /** E-mail domains whose session names are persons; null: any. Lower case. */
    readonly domains: readonly string[] | null;
    /** Principal ARN or name → e-mail. */
    readonly overrides: Readonly<Record<string, string>>;
  };
  readonly automation: readonly Automation[];
  readonly networks: { readonly trusted: readonly TrustedNetwork[] };
  readonly verification: Verification;
  readonly slack: { readonly securityChannel: string | null };
  readonly pagerDuty: { readonly region: 'us' | 'eu' };
  readonly duo: { readonly host: string | null };
  readonly rules: {
    readonly folders: readonly string[];
    /** Rule id → level of this deployment. */
    readonly levels: Readonly<Record<string, Level>>;
  };
}

/** Where the queue, the functions and the tables are. */
export interface SecurityAccount {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Told by e-mail when Countersign itself is in trouble. */
  readonly alarmEmails: readonly string[];
}

export interface MemberAccount {
  /** 12 digits. */
  readonly id: string;
  readonly name: string;
  readonly regions: 'all' | readonly string[];
  /** Asked when a call has no person. */
  readonly owner: string | null;
}

export interface Automation {
  readonly name: string;
  /** ARN of the role or user; `*` stands for any run of characters. */
  readonly principal: string;
  /** Name of a trusted network the calls must come from; null: any. */
  readonly network: string | null;
  readonly rules: readonly string[];
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface TrustedNetwork {
  readonly name: string;
  readonly cidrs: readonly string[];
}

export interface Verification {
  /** From the question to the page. */
  readonly deadlineMs: number;
  /** A call older than this is asked about as late. */
  readonly askWithinMs: number;
  /** A call older than this is reported, not asked about. */
  readonly reportAfterMs: number;
  /** Alerts of one key within this are one page. */
  readonly alertWindowMs: number;
}
