/** What became of a call that was seen before. */
export interface CallMark {
  /** `<account>/<eventID>`. */
  readonly key: string;
  /** The SQS message it came in: the same message again is a redelivery, another one a duplicate. */
  readonly messageId: string;
  /** The case it was put into; null for a logged call. */
  readonly caseId: string | null;
  /** False while it is claimed for a case and not yet known to be in it. */
  readonly settled: boolean;
}

/** Durable memory of every call, so that each is decided once. Forgets after the queue's retention. */
export interface CallLedger {
  /** The marks of those keys that have one. Any number of keys; strongly consistent. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, CallMark>>;
  /** Writes the mark if the key has none, or has an unsettled one with case `replaces`. Returns the mark that now stands. */
  claim(mark: CallMark, replaces?: string): Promise<CallMark>;
  /** Writes marks over whatever stands. Any number. */
  settle(marks: readonly CallMark[]): Promise<void>;
}
