import type { S3Client } from '@aws-sdk/client-s3';
import {
  objectBytes,
  type TrailPart,
  type TrailPlace,
  trailObjects,
} from '../../lambda/adapters/s3/trail-objects.ts';
import { sift } from '../../lambda/investigate/sift.ts';
import { mentionOf } from '../../lambda/investigate/subject.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { messageOf } from '../failure.ts';
import { scanBytes } from './scan/scan-file.ts';

/** Objects fetched at the same time. */
const AT_ONCE = 16;
/** After so many refused objects the rest is given up: the credentials have ended, or never sufficed. */
const MOST_REFUSED = 20;

/** The bucket of a trail in the layout that AWS writes; only the needed accounts, regions and days are read. */
export function s3Source(client: S3Client, place: TrailPlace, part: TrailPart, io: SourceIo): ActionSource {
  return {
    async search(subjects, period, tell) {
      const needles = subjects.map((subject) => Buffer.from(mentionOf(subject)));
      const keys = listing(client, place, part);
      let [read, refused] = [0, 0];
      let lastReason = '';
      const scanObject = async (key: string): Promise<void> => {
        const name = `s3://${place.bucket}/${key}`;
        try {
          for await (const item of scanBytes(name, await objectBytes(client, place.bucket, key), needles)) {
            if (item.kind === 'unreadable') io.complain(`${name}: ${item.reason}`);
            else for (const finding of sift(item.record, subjects, period, io.networks)) tell(finding);
          }
          read++;
          io.progress(`${read.toLocaleString('en')} objects`);
        } catch (cause) {
          refused++;
          lastReason = nameAndMessage(cause);
          io.complain(`${name}: ${lastReason}`);
        }
      };
      const work = async (): Promise<void> => {
        for (
          let next = await keys.next();
          next.done !== true && refused < MOST_REFUSED;
          next = await keys.next()
        ) {
          await scanObject(next.value);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      if (read === 0 && refused > 0) throw new SourceFailure(`s3://${place.bucket}: ${lastReason}`);
      if (refused >= MOST_REFUSED)
        io.complain(`${refused} objects could not be read, what follows is not in the report`);
    },
  };
}

/** The keys, whose first may be long in coming: an error on the way is one line. */
async function* listing(client: S3Client, place: TrailPlace, part: TrailPart): AsyncGenerator<string, void> {
  try {
    yield* trailObjects(client, place, part);
  } catch (cause) {
    throw new SourceFailure(`s3://${place.bucket}/${place.prefix}: ${nameAndMessage(cause)}`, { cause });
  }
}

function nameAndMessage(cause: unknown): string {
  const name = cause instanceof Error ? cause.name : 'Error';
  return `${name}: ${messageOf(cause)}`;
}
