export interface ReceivedMessage {
  /** The same on every delivery of one message. */
  readonly messageId: string;
  /** Names this delivery; needed to delete. */
  readonly receipt: string;
  readonly body: string;
}

/** A queue that delivers at least once, in no order. */
export interface Queue {
  /** At most 10 messages; empty after `waitSeconds` (0 to 20) without one. */
  receive(waitSeconds: number): Promise<readonly ReceivedMessage[]>;
  /** Deletes as many as it can and returns the receipts that could not be deleted. Any number of receipts. */
  remove(receipts: readonly string[]): Promise<readonly string[]>;
  /** `delaySeconds` 0 to 900. */
  send(body: string, delaySeconds?: number): Promise<void>;
}
