import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { TrailArchive } from '../../ports/trail-archive.ts';

/** @param files by `bucket/key`: their bytes, or what happens when they are read */
export function createInMemoryTrailArchive(
  files: ReadonlyMap<string, Buffer | Outcome<Buffer>>,
): TrailArchive {
  return {
    async read(bucket, key) {
      const file = files.get(`${bucket}/${key}`);
      if (file === undefined) return { kind: 'permanent', reason: 'no such object' };
      return Buffer.isBuffer(file) ? delivered(file) : file;
    },
  };
}
