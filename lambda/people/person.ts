/** How sure we are that a principal is this person. `low`: the caller could have chosen the name himself. */
export type Confidence = 'highest' | 'high' | 'low';

/** The human behind a principal. */
export interface Person {
  /** Lower case. */
  readonly email: string;
  readonly confidence: Confidence;
  /** Which step of the mapping found the person, in words. */
  readonly by: string;
}
