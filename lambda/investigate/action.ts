import type { AddressNetwork } from '../facts/networks/address-network.ts';

/** What kind of doing an action is. */
export type Verb = 'read' | 'created' | 'changed' | 'deleted';

/** A credential that came into being by an action. */
export interface Issued {
  /** Its id, such as `AKIA…` or `ASIA…`. */
  readonly key: string;
  /** Whose it is: the user, or the session of a role. */
  readonly holder: string;
}

/** One thing that a credential did, whichever log told of it. Absent parts are null. */
export interface Action {
  /** The same in each copy of one record. */
  readonly id: string;
  /** Milliseconds since 1970; null where the record has no readable time. */
  readonly at: number | null;
  /** The credential it was done with. */
  readonly key: string | null;
  /** The identity the credential belongs to; a role's session names the session. */
  readonly actor: string;
  /** The role of a session, or the user, as `arn:…`. */
  readonly principal: string | null;
  readonly account: string;
  readonly verb: Verb;
  readonly event: string;
  /** For AWS the service, such as `iam.amazonaws.com`; for Datadog the HTTP method. */
  readonly method: string;
  /** For AWS the event's name; for Datadog the path. */
  readonly path: string;
  readonly resourceType: string | null;
  readonly resource: string | null;
  readonly region: string;
  readonly tool: string;
  /** As written: an address, or the name of an AWS service. */
  readonly address: string;
  readonly addressKind: 'ip' | 'service' | 'unknown';
  readonly city: string | null;
  readonly network: AddressNetwork | null;
  /** Why it failed; null when it did not. */
  readonly error: string | null;
  readonly issued: Issued | null;
  /** Whether what was deleted can be had again; null: not a deletion, or not known. */
  readonly restorable: boolean | null;
}
