import type { Writable } from 'node:stream';

const EVERY_MS = 200;
/** Looking at the clock for every call would cost more than the calls. */
const EVERY_CALLS = 500;

/** A running count on a terminal; nothing anywhere else. */
export class Progress {
  readonly #stream: Writable & { readonly isTTY?: boolean };
  readonly #now: () => number;
  #calls = 0;
  #shownAt = 0;

  constructor(stream: Writable & { readonly isTTY?: boolean }, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  count(): void {
    this.#calls++;
    if (this.#calls % EVERY_CALLS === 0) this.show(this.#calls);
  }

  /** Shows a count that somebody else keeps. */
  show(calls: number): void {
    if (this.#stream.isTTY !== true) return;
    const now = this.#now();
    if (now - this.#shownAt >= EVERY_MS) {
      this.#shownAt = now;
      this.#stream.write(`\r${calls.toLocaleString('en')} calls …`);
    }
  }

  /** Wipes the count off its line. */
  clear(): void {
    if (this.#shownAt > 0) {
      this.#stream.write('\r\u001b[K');
    }
  }
}
