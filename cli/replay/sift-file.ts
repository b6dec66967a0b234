import { createReadStream } from 'node:fs';
import { messageOf } from '../failure.ts';
import { giveBack, wholeBytes } from '../trail/file-bytes.ts';
import { readItems } from '../trail/read-trail.ts';
import { nothingSifted, type Sieve, type Sifted } from './sieve.ts';

export interface SiftedFile extends Sifted {
  readonly file: string;
}

/** Sifts one file. Never throws: what cannot be read is a problem of the file. */
export async function siftFile(file: string, sieve: Sieve): Promise<SiftedFile> {
  try {
    const whole = wholeBytes(file);
    const quick = whole === null ? null : sieve.siftBytes(whole);
    if (whole !== null) giveBack(whole);
    if (quick !== null) return { file, ...quick };
    const into = nothingSifted();
    for await (const item of readItems(file, createReadStream(file))) sieve.siftItem(item, into);
    return { file, ...into };
  } catch (cause) {
    return { file, ...nothingSifted(), unreadable: 1, problems: [`${file}: ${messageOf(cause)}`] };
  }
}
