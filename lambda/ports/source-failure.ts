/** A source that gave nothing at all, with why; the message is one line. */
export class SourceFailure extends Error {
  readonly code = 'SOURCE';
}
