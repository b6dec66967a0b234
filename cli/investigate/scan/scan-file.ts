import { createReadStream } from 'node:fs';
import { bytesInPieces, giveBack, inflatedWhole, wholeBytes } from '../../trail/file-bytes.ts';
import { readItems } from '../../trail/read-trail.ts';
import type { TrailItem } from '../../trail/trail-item.ts';
import { afterLastLine, mentioningLines, type Needles, nextMention } from './mentions.ts';

/** 64 KiB. */
const PARSED_AT_ONCE = 1 << 16;
/** Lines are cut out of pieces at least this large. 1 MiB. */
const PIECE = 1 << 20;
/** A line longer than this is searched without being kept. 16 MiB. */
const LONGEST_LINE = 16 << 20;
const NEWLINE = Buffer.from('\n');

/**
 * The items of a file that may have to do with the needles: a file that mentions none of them is not parsed, and of
 * JSON lines only those that do. What cannot be read in what is not parsed goes unnoticed. Throws what the system says.
 */
export async function* scanFile(file: string, needles: Needles): AsyncIterable<TrailItem> {
  const whole = wholeBytes(file);
  if (whole === null) {
    yield* scanPieces(file, needles);
    return;
  }
  try {
    if (nextMention(whole, needles) === -1) return;
    yield* readItems(file, piecesOf(mentioningLines(whole, needles) ?? [whole]));
  } finally {
    giveBack(whole);
  }
}

/** The same of a file that is in memory, compressed or not. */
export async function* scanBytes(file: string, raw: Buffer, needles: Needles): AsyncIterable<TrailItem> {
  const whole = inflatedWhole(raw);
  if (whole === null) yield* readItems(file, piecesOf([raw]));
  else if (nextMention(whole, needles) !== -1) {
    yield* readItems(file, piecesOf(mentioningLines(whole, needles) ?? [whole]));
  }
}

/** In small pieces: the records of one piece are in memory together. */
async function* piecesOf(lines: readonly Buffer[]): AsyncIterable<Buffer> {
  for (const line of lines) {
    for (let at = 0; at < line.length; at += PARSED_AT_ONCE) yield line.subarray(at, at + PARSED_AT_ONCE);
    yield NEWLINE;
  }
}

/** Lines while the file consists of them; otherwise all of it, from its beginning, once a mention was seen. */
async function* scanPieces(file: string, needles: Needles): AsyncIterable<TrailItem> {
  let rest = Buffer.alloc(0);
  let pieces: Buffer[] = [];
  let size = 0;
  const bytesOfFile = bytesInPieces(file);
  let next = await bytesOfFile.next();
  for (; next.done !== true; next = await bytesOfFile.next()) {
    const piece = next.value;
    pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    size += piece.length;
    if (size < PIECE) continue;
    const bytes = Buffer.concat([rest, ...pieces]);
    [pieces, size] = [[], 0];
    const end = afterLastLine(bytes);
    const found = itemsIn(file, bytes.subarray(0, end), needles);
    if (found === null || (bytes.length - end > LONGEST_LINE && nextMention(bytes, needles, end) !== -1)) {
      await bytesOfFile.return(null);
      yield* readItems(file, createReadStream(file));
      return;
    }
    yield* found;
    rest = withoutLongLine(bytes.subarray(end), needles);
  }
  const found = itemsIn(file, Buffer.concat([rest, ...pieces]), needles);
  yield* found ?? readItems(file, createReadStream(file));
  if (found !== null && next.value !== null) {
    yield { kind: 'unreadable', file, line: 1, reason: next.value, text: '' };
  }
}

function itemsIn(file: string, bytes: Buffer, needles: Needles): AsyncIterable<TrailItem> | null {
  const lines = mentioningLines(bytes, needles);
  if (lines === null) return null;
  return lines.length === 0 ? nothing() : readItems(file, piecesOf(lines));
}

async function* nothing(): AsyncIterable<TrailItem> {}

/** Of a long line without a mention only what may be the beginning of one. */
function withoutLongLine(line: Buffer, needles: Needles): Buffer<ArrayBuffer> {
  const longest = Math.max(...needles.map(({ length }) => length));
  const kept = line.length > LONGEST_LINE ? line.subarray(line.length - longest) : line;
  return Buffer.from(kept);
}
