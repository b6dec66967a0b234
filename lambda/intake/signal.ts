import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { JsonObject } from '../cloudtrail/json.ts';

/** Who delivered a message: what SNS wrote around it. Null for a bare event, which proves no account. */
export interface Sender {
  readonly topicArn: string;
  readonly account: string;
  readonly region: string;
}

/** What a queue message turned out to be. */
export type Signal =
  | {
      readonly kind: 'call';
      readonly call: ApiCall;
      readonly detailType: string;
      readonly sender: Sender | null;
    }
  /** A GuardDuty, Access Analyzer or similar finding; read like a call whose fields are the event's. */
  | {
      readonly kind: 'finding';
      readonly call: ApiCall;
      readonly detailType: string;
      readonly sender: Sender | null;
    }
  | {
      readonly kind: 'alarm';
      readonly name: string;
      readonly account: string;
      readonly region: string;
      readonly state: string;
      readonly alarm: JsonObject;
      readonly sender: Sender;
    }
  | {
      readonly kind: 'confirm-subscription';
      readonly topicArn: string;
      readonly token: string;
      readonly region: string;
    }
  /** Claims an account that its sender is not. */
  | {
      readonly kind: 'forgery';
      readonly claimed: string;
      readonly call: ApiCall | null;
      readonly sender: Sender;
      readonly reason: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };
