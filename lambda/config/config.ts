import type { WorkingHours } from './working-hours.ts';

/** Sigma levels, least to most. Source: "Sigma Rules Specification" 2.x, field `level`. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** `countersign.yaml`, validated. Durations are milliseconds. */
export interface Config {
  /** Accounts that deliver calls; null: every account seen is a member (the local run without a configuration). */
  readonly accounts: readonly MemberAccount[] | null;
  readonly security: SecurityAccount | null;
  readonly organizationId: string | null;
  /** Null: every account is deployed by a stack of its own. */
  readonly organization: Organization | null;
  readonly people: {
    /** E-mail domains whose session names are persons; null: any. Lower case. */
    readonly domains: readonly string[] | null;
    /** Principal ARN or name → e-mail. */
    readonly overrides: Readonly<Record<string, string>>;
    /** ARN of a role or user, `*` for any run of characters → e-mail of who is asked where no person is known. */
    readonly owners: Readonly<Record<string, string>>;
  };
  readonly automation: readonly Automation[];
  readonly networks: { readonly trusted: readonly TrustedNetwork[] };
  readonly verification: Verification;
  /** Null: no call is out of hours. */
  readonly workingHours: WorkingHours | null;
  readonly slack: { readonly securityChannel: string | null };
  readonly pagerDuty: { readonly region: 'us' | 'eu' };
  readonly duo: {
    readonly host: string | null;
    /** E-mail → user name in Duo, for those whom Duo knows by another name. */
    readonly names: Readonly<Record<string, string>>;
  };
  readonly journal: {
    /** How long an entry is kept after it was written; null: for ever. */
    readonly keptMs: number | null;
  };
  /** Null: the journal is shipped nowhere. */
  readonly archive: Archive | null;
  /** Left out or null: rules that need every call are not run. */
  readonly archiveFeed?: ArchiveFeed | null;
  readonly cis: CisMonitoring;
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
  /**
   * Whose topics may send to the queue: those of the listed accounts, or of the whole organisation. Left out: the
   * listed accounts.
   */
  readonly admit?: Admission;
  /** Whether X-Ray follows the functions. Left out: it does not. */
  readonly tracing?: boolean;
}

export const ADMISSIONS = ['accounts', 'organization'] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** An organisation whose accounts get their member stacks from StackSets that the security account administers. */
export interface Organization {
  /** 12 digits. StackSets never deploy to it, so it gets ordinary stacks. */
  readonly managementAccount: string;
  /** Roots or organisational units. */
  readonly units: readonly string[];
  readonly regions: 'all' | readonly string[];
}

/** The files that the organisation's trail writes, for the rules that need every call. */
export interface ArchiveFeed {
  readonly bucket: string;
  /** What the names of the files begin with; empty: nothing in particular. */
  readonly prefix: string;
  /** ARN of the topic that tells of new files. */
  readonly topicArn: string;
  /** ARN of the key the files are encrypted with; null: none of the customer's. */
  readonly kmsKeyArn: string | null;
}

export const ARCHIVE_ACCESS = ['sigv4', 'basic', 'api-key', 'none'] as const;

/** The Elasticsearch or OpenSearch that the journal is shipped to. */
export interface Archive {
  readonly url: string;
  /** How we prove who we are there. `sigv4`: as the function's role, to Amazon OpenSearch Service. */
  readonly access: (typeof ARCHIVE_ACCESS)[number];
  /** ARN of the domain of Amazon OpenSearch Service; null for any other cluster. */
  readonly domain: string | null;
  /** What the names of the indexes begin with. */
  readonly prefix: string;
  /** How long an entry is to be found there, in days. */
  readonly keptDays: number;
  /** Copies of each index beside the first. */
  readonly replicas: number;
  /** Kibana or OpenSearch Dashboards; null: none that we know of. */
  readonly dashboards: string | null;
}

export const UNAUTHORIZED_FILTERS = ['exact', 'tuned', 'both'] as const;

/** Monitoring after the CIS AWS Foundations Benchmark, in accounts with a `trail`. */
export interface CisMonitoring {
  /** Which metric filter counts unauthorised calls: Security Hub's, the one people can live with, or both. */
  readonly unauthorizedCalls: (typeof UNAUTHORIZED_FILTERS)[number];
  /** Control, such as `CloudWatch.6`, → severity of this deployment. */
  readonly severities: Readonly<Record<string, AlarmSeverity>>;
}

/** What an alarm may become. */
export const ALARM_SEVERITIES = ['log', 'notify', 'alert'] as const;
export type AlarmSeverity = (typeof ALARM_SEVERITIES)[number];

/** Where a multi-region trail of an account writes its log. */
export interface TrailLog {
  readonly logGroup: string;
  readonly region: string;
}

export interface MemberAccount {
  /** 12 digits. */
  readonly id: string;
  readonly name: string;
  readonly regions: 'all' | readonly string[];
  /** Asked when a call has no person. */
  readonly owner: string | null;
  /** Left out or null: no CIS monitoring in this account. */
  readonly trail?: TrailLog | null | undefined;
}

export interface Automation {
  readonly name: string;
  /** ARN of the role or user; `*` stands for any run of characters. */
  readonly principal: string;
  /** Subject of the identity provider's token, such as a workflow of GitHub, `*` for any characters; null: any. */
  readonly subject: string | null;
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
  /** How long further calls like the confirmed ones are listed, not asked about; null: they are always asked about. */
  readonly quietMs: number | null;
  /** Alerts of one key within this are one page. */
  readonly alertWindowMs: number;
}
