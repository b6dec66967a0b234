import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Answer } from './answer.ts';

const BOARD = path.resolve(import.meta.dirname, '../board');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file of the page; null when there is none of that name. Names have no folders, so none leads elsewhere. */
export async function boardFile(pathname: string): Promise<Answer | null> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const type = /^[a-z0-9-]+\.[a-z]+$/.test(name) ? TYPES[path.extname(name)] : undefined;
  if (type === undefined) return null;
  try {
    return { status: 200, file: await readFile(path.join(BOARD, name)), type };
  } catch {
    return null;
  }
}
