/** Milliseconds since 1970. The local run and the tests bring a clock of their own. */
export interface Clock {
  now(): number;
}
