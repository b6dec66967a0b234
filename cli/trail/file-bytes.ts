import { closeSync, createReadStream, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { codeOf } from '../failure.ts';
import { type Damage, plainBytes } from './plain-bytes.ts';

/** A file up to this size is read in one go, which is twice as fast as in pieces. 4 MiB. */
const READ_AT_ONCE = 4 << 20;
/** And if it inflates to no more than this. 64 MiB. */
const INFLATED_AT_ONCE = 64 << 20;
const SMALLEST_PIECE = 1 << 14;
const READ_SIZE = 1 << 20;
/** Small buffers are cut out of common ones. Source: "Buffer.poolSize", Node.js documentation; with room to spare. */
const SHARED_BELOW = 1 << 17;

/** The plain bytes of a file in one piece; null when they are better taken in pieces. Throws what the system says. */
export function wholeBytes(file: string): Buffer | null {
  if (statSync(file).size > READ_AT_ONCE || startsUtf16(file)) return null;
  const raw = readFileSync(file);
  const whole = inflatedWhole(raw);
  if (whole !== raw) giveBack(raw);
  return whole;
}

/** Bytes inflated if they are gzip; null when they are damaged, or too much for one piece. */
export function inflatedWhole(raw: Buffer): Buffer | null {
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return raw;
  try {
    return gunzipSync(raw, { maxOutputLength: INFLATED_AT_ONCE, chunkSize: inflatedSize(raw) });
  } catch (cause) {
    // Too much for one piece, or damaged: the slower way tells, and saves what can be read.
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE' || codeOf(cause)?.startsWith('Z_') === true) return null;
    throw cause;
  }
}

/**
 * The size that the end of a gzip file gives, so that it is inflated into one piece instead of many that are then put
 * together. Of several members it is that of the last: then there are more pieces.
 */
function inflatedSize(raw: Buffer): number {
  const size = raw.length < 18 ? 0 : raw.readUInt32LE(raw.length - 4);
  return Math.min(INFLATED_AT_ONCE, Math.max(SMALLEST_PIECE, size + 1));
}

/**
 * Gives the memory of bytes back at once: what waits for the collector of garbage adds up to more than all else. They
 * cannot be read any more. Bytes that share their memory with others keep it.
 */
export function giveBack(bytes: Buffer): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= SHARED_BELOW) buffer.transfer(0);
}

/** The plain bytes of a file in pieces, for one that is too large or odd to be read in one go; returns its damage. */
export function bytesInPieces(file: string): AsyncGenerator<Uint8Array, Damage> {
  return plainBytes(createReadStream(file, { highWaterMark: READ_SIZE }));
}

function startsUtf16(file: string): boolean {
  const start = Buffer.alloc(2);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
}
