import type { Writable } from 'node:stream';
import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import type { TrailItem } from '../trail/trail-item.ts';

/** A file that is no trail at all has something wrong on every line. */
const SHOWN_PER_FILE = 10;

/** Says what could not be read, a line each, the first few of each file. */
export class Complaints {
  readonly #stream: Writable;
  #file: string | null = null;
  #count = 0;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  add({ file, line, reason }: Extract<TrailItem, { kind: 'unreadable' }>): void {
    if (file !== this.#file) {
      this.finish();
      this.#file = file;
    }
    this.#count++;
    if (this.#count <= SHOWN_PER_FILE) {
      this.#stream.write(`${onOneLine(`${file}:${line}: ${reason}`)}\n`);
    }
  }

  /** After the last one. */
  finish(): void {
    if (this.#count > SHOWN_PER_FILE) {
      this.#stream.write(`${onOneLine(`${this.#file}: … and ${this.#count - SHOWN_PER_FILE} more`)}\n`);
    }
    this.#count = 0;
  }
}
