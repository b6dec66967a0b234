import type { JsonObject } from './json.ts';

/** What kind of AWS identity made a call. Source: "CloudTrail userIdentity element", AWS CloudTrail User Guide. */
export type PrincipalKind =
  | 'root'
  | 'iam-user'
  | 'sso'
  | 'role-session'
  | 'federated'
  | 'web-identity'
  | 'service'
  | 'instance'
  | 'cross-account'
  | 'anonymous';

/** The AWS identity that made a call. Absent parts are null: CloudTrail omits nearly every field somewhere. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** `userIdentity.type` as written. */
  readonly type: string;
  readonly arn: string | null;
  readonly accountId: string | null;
  /** IAM user name, or the user name of a sign-in. */
  readonly userName: string | null;
  /** Chosen by whoever assumed the role, unless the trust policy enforces it. */
  readonly sessionName: string | null;
  /** With its path, as in `sessionContext.sessionIssuer.arn`. */
  readonly roleArn: string | null;
  readonly roleName: string | null;
  readonly accessKeyId: string | null;
  /** Set by the identity provider; cannot be changed along a role chain. */
  readonly sourceIdentity: string | null;
  /** Identity Center user id the call was made for. */
  readonly onBehalfOf: string | null;
  /** AWS service acting for the principal, such as `cloudformation.amazonaws.com`. */
  readonly invokedBy: string | null;
  readonly mfa: boolean;
  /** One line for people: never empty. */
  readonly label: string;
}

/** Where a call came from. `sourceIPAddress` is not always an address. */
export type CallSource =
  | { readonly kind: 'ip'; readonly address: string }
  | { readonly kind: 'vpc-endpoint'; readonly address: string; readonly endpoint: string }
  | { readonly kind: 'aws-service'; readonly address: string }
  | { readonly kind: 'aws-internal'; readonly address: string }
  | { readonly kind: 'unknown'; readonly address: string };

/** One CloudTrail record, read tolerantly: odd and missing fields become null, never an error. */
export interface ApiCall {
  /** A digest of the record where CloudTrail gave no id, so that the same record always has the same one. */
  readonly eventID: string;
  /** Milliseconds since 1970; null where the record has no readable time. */
  readonly eventTime: number | null;
  /** The account that received the call (12 digits), or `unknown`. */
  readonly account: string;
  readonly region: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType: string;
  readonly readOnly: boolean | null;
  readonly principal: Principal;
  readonly source: CallSource;
  readonly userAgent: string;
  readonly error: { readonly code: string; readonly message: string | null } | null;
  /** The same in every account that got a copy of one call. */
  readonly sharedEventID: string | null;
  /** The record this one corrects or repeats (`addendum.originalEventID`). */
  readonly originalEventID: string | null;
  /** Null, or why the record is not one that this version was written for. */
  readonly oddity: string | null;
  /** The record as it arrived: what rules are matched against. */
  readonly record: JsonObject;
}
