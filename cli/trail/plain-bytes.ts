import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../failure.ts';

/** Larger pieces are inflated no faster, smaller ones cost a turn of the event loop each. 64 KiB. */
const INFLATED_PIECE = 1 << 16;

/** Null, or why the bytes stopped before their end. */
export type Damage = string | null;

/**
 * The bytes of a file as UTF-8: inflated if they are gzip (told by the first bytes, not by the name; also of several
 * members), re-coded if they are UTF-16, which PowerShell writes. Returns the damage after all that could be read.
 */
export async function* plainBytes(raw: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, Damage> {
  const iterator = raw[Symbol.asyncIterator]();
  try {
    const first = await firstBytes(iterator);
    const all = chain(first, iterator);
    if (first[0] === 0x1f && first[1] === 0x8b) {
      return yield* inflated(all);
    }
    const decoder = utf16Decoder(first);
    for await (const chunk of all) {
      yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
    }
    return null;
  } catch (cause) {
    return messageOf(cause);
  } finally {
    await iterator.return?.();
  }
}

/** At least two bytes, unless there are fewer. */
async function firstBytes(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const next = await iterator.next();
    if (next.done === true) {
      return first;
    }
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

async function* chain(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  yield first;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    yield next.value;
  }
}

async function* inflated(compressed: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, Damage> {
  const source = Readable.from(compressed, { objectMode: false });
  const gunzip = createGunzip({ chunkSize: INFLATED_PIECE });
  source.on('error', (cause) => gunzip.destroy(cause));
  source.pipe(gunzip);
  try {
    yield* gunzip;
    return null;
  } catch (cause) {
    for (let rest = gunzip.read(); rest !== null; rest = gunzip.read()) {
      yield rest;
    }
    return `damaged gzip: ${messageOf(cause)}`;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function utf16Decoder(first: Buffer): TextDecoder | null {
  if (first[0] === 0xff && first[1] === 0xfe) {
    return new TextDecoder('utf-16le');
  }
  return first[0] === 0xfe && first[1] === 0xff ? new TextDecoder('utf-16be') : null;
}
