import { createHash } from 'node:crypto';

/** A partition key may have 2,048 bytes and a sort key 1,024, of well-formed Unicode; an event's id is any text. */
const KEPT_BYTES = 512;

/** The text where it can be part of a key, otherwise its digest. */
export function keyText(text: string): string {
  if (text.isWellFormed() && Buffer.byteLength(text) <= KEPT_BYTES) return text;
  return `sha256:${createHash('sha256').update(JSON.stringify(text)).digest('hex')}`;
}

/** Sorts by time, then by id. */
export function timeKey(atMs: number, id: string): string {
  return `${timePrefix(atMs)}${keyText(id)}`;
}

/** Everything at or after `atMs` sorts at or after it. Times before 1970 count as 1970. */
export function timePrefix(atMs: number): string {
  return `${String(Math.max(0, Math.floor(atMs))).padStart(15, '0')}#`;
}
