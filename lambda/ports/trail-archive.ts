import type { Outcome } from './outcome.ts';

/** The log files of a trail. */
export interface TrailArchive {
  /** A file's bytes as they were before they were compressed; `permanent` for one that is gone, damaged or too large. */
  read(bucket: string, key: string): Promise<Outcome<Buffer>>;
}
