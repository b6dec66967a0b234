/** Something that could not be understood or believed, kept whole for a person. */
export interface QuarantinedBody {
  /** The SQS message id: putting it again changes nothing. */
  readonly id: string;
  readonly at: number;
  readonly reason: string;
  /** Up to 1 MiB, byte for byte. */
  readonly body: string;
}

export interface Quarantine {
  put(entry: QuarantinedBody): Promise<void>;
  /** Oldest first. */
  list(): AsyncIterable<QuarantinedBody>;
}
