import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { delivered, type Outcome } from '../../ports/outcome.ts';
import type { TrailArchive } from '../../ports/trail-archive.ts';
import { outcomeOfAwsError } from '../aws/error-outcome.ts';
import { objectBytes } from './trail-objects.ts';

const inflate = promisify(gunzip);

/** CloudTrail's files have some megabytes inflated; one of this size is none, or is made to exhaust us. */
export const LARGEST_FILE = 256 * 1_048_576;
const GZIP = Buffer.from([0x1f, 0x8b]);

export function createS3TrailArchive(client: S3Client): TrailArchive {
  return {
    async read(bucket, key) {
      try {
        return await plain(await objectBytes(client, bucket, key));
      } catch (cause) {
        return outcomeOfAwsError(cause);
      }
    },
  };
}

async function plain(bytes: Buffer): Promise<Outcome<Buffer>> {
  if (!bytes.subarray(0, 2).equals(GZIP)) return delivered(bytes);
  try {
    return delivered(await inflate(bytes, { maxOutputLength: LARGEST_FILE }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    return { kind: 'permanent', reason: `damaged or larger than ${LARGEST_FILE} bytes: ${reason}` };
  }
}
