import type { JsonObject } from '../../lambda/cloudtrail/json.ts';

/** One thing found in a trail: a CloudTrail record, or something that is none. */
export type TrailItem =
  | { readonly kind: 'record'; readonly record: JsonObject; readonly file: string }
  | {
      readonly kind: 'unreadable';
      readonly file: string;
      /** Where it begins; the first line is 1. */
      readonly line: number;
      readonly reason: string;
      /** What was read, cut to `TEXT_KEPT` characters. */
      readonly text: string;
    };

/** SQS takes 1 MiB; four bytes a character fit. */
export const TEXT_KEPT = 262_144;

/** A path to read that is not there, or cannot be read. The message is one line. */
export class TrailPathError extends Error {
  readonly code = 'TRAIL_PATH';
}
