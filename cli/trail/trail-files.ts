import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, messageOf } from '../failure.ts';
import { TrailPathError } from './trail-item.ts';

/** Stands for the standard input among paths. */
export const STDIN = '-';

/**
 * The files behind a path: itself, or all below a folder, in the order of their names, so that the files of a trail come
 * in the order of time. Hidden files and links to folders are left out. Throws `TrailPathError`.
 */
export async function* trailFiles(given: string): AsyncIterable<string> {
  if (given === STDIN || !(await isFolder(given))) {
    yield given;
    return;
  }
  const entries = await readdir(given, { withFileTypes: true });
  const shown = entries.filter((entry) => !entry.name.startsWith('.'));
  for (const entry of shown.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const below = path.join(given, entry.name);
    if (entry.isDirectory()) {
      yield* trailFiles(below);
    } else if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(below)))) {
      yield below;
    }
  }
}

/** Throws `TrailPathError` when the path cannot be looked at. */
export async function isFolder(given: string): Promise<boolean> {
  try {
    return (await stat(given)).isDirectory();
  } catch (cause) {
    throw new TrailPathError(`${given}: ${explain(cause)}`, { cause });
  }
}

function explain(cause: unknown): string {
  switch (codeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'not allowed to read it';
    default:
      return `cannot be read: ${messageOf(cause)}`;
  }
}
