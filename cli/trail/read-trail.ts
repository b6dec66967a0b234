import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { JsonSplitter } from './json-splitter.ts';
import type { Piece } from './piece.ts';
import { plainBytes } from './plain-bytes.ts';
import { isFolder, STDIN, trailFiles } from './trail-files.ts';
import type { TrailItem } from './trail-item.ts';
import { TEXT_KEPT } from './trail-item.ts';
import { unwrap } from './unwrap.ts';

export type { TrailItem } from './trail-item.ts';
export { TrailPathError } from './trail-item.ts';

/** 256 KiB: fewer turns of the event loop than the default of 64 KiB. */
const READ_SIZE = 1 << 18;

/**
 * The records of CloudTrail files, folders and `-` (standard input), in their order, however they are wrapped and
 * compressed. Keeps one record, or a line of at most 8 MiB, in memory at a time. What is no record comes as an item that
 * says why. Throws `TrailPathError` before the first item when a path does not exist.
 */
export async function* readTrail(paths: readonly string[], stdin: Readable): AsyncIterable<TrailItem> {
  for (const given of paths) {
    if (given !== STDIN) {
      await isFolder(given);
    }
  }
  for (const given of paths) {
    for await (const file of trailFiles(given)) {
      yield* readFile(file, stdin);
    }
  }
}

async function* readFile(file: string, stdin: Readable): AsyncIterable<TrailItem> {
  const raw = file === STDIN ? stdin : createReadStream(file, { highWaterMark: READ_SIZE });
  yield* readItems(file === STDIN ? 'stdin' : file, raw);
}

/** The items of one file, given as its bytes in any pieces. `file` is its name for people. */
export async function* readItems(file: string, raw: AsyncIterable<Buffer>): AsyncIterable<TrailItem> {
  const splitter = new JsonSplitter();
  const bytes = plainBytes(raw);
  let empty = true;
  try {
    let next = await bytes.next();
    for (; next.done !== true; next = await bytes.next()) {
      empty &&= next.value.length === 0;
      yield* itemsOf(file, splitter.push(next.value));
    }
    yield* itemsOf(file, splitter.end());
    const damage = next.value ?? (empty ? 'empty' : null);
    if (damage !== null) {
      yield { kind: 'unreadable', file, line: splitter.line, reason: damage, text: '' };
    }
  } finally {
    await bytes.return(null);
  }
}

function* itemsOf(file: string, pieces: readonly Piece[]): Iterable<TrailItem> {
  for (const piece of pieces) {
    const { line } = piece;
    if (piece.kind === 'broken') {
      yield { kind: 'unreadable', file, line, reason: piece.reason, text: piece.text };
      continue;
    }
    for (const found of unwrap(piece.value)) {
      yield found.kind === 'record'
        ? { kind: 'record', record: found.record, file }
        : { kind: 'unreadable', file, line, reason: found.reason, text: textOf(piece) };
    }
  }
}

/** A value nested too deep to be written out again has no text. */
function textOf(piece: Piece & { kind: 'value' }): string {
  try {
    return JSON.stringify(piece.value).slice(0, TEXT_KEPT);
  } catch {
    return '';
  }
}
