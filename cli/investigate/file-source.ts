import type { Readable } from 'node:stream';
import { sift } from '../../lambda/investigate/sift.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { readTrail } from '../trail/read-trail.ts';
import { isFolder, STDIN, trailFiles } from '../trail/trail-files.ts';
import { scanFiles } from './scan/scan-files.ts';

/**
 * CloudTrail files and folders of them. Throws `TrailPathError` when a path does not exist. The standard input can be
 * read only once: keys that were issued are not followed through it.
 */
export async function fileSource(
  paths: readonly string[],
  io: SourceIo & { readonly stdin: Readable },
): Promise<ActionSource> {
  const files: string[] = [];
  for (const path of paths) {
    if (path === STDIN) continue;
    await isFolder(path);
    for await (const file of trailFiles(path)) files.push(file);
  }
  let isRead = !paths.includes(STDIN);
  return {
    async search(subjects, period, tell) {
      let count = 0;
      await scanFiles(files, { subjects, period }, io.networks, ({ findings, problems }) => {
        count++;
        for (const finding of findings) tell(finding);
        for (const problem of problems) io.complain(problem);
        io.progress(`${count.toLocaleString('en')} of ${files.length.toLocaleString('en')} files`);
      });
      if (isRead) return;
      isRead = true;
      for await (const item of readTrail([STDIN], io.stdin)) {
        if (item.kind === 'unreadable') io.complain(`${item.file}:${item.line}: ${item.reason}`);
        else for (const finding of sift(item.record, subjects, period, io.networks)) tell(finding);
      }
    },
  };
}
