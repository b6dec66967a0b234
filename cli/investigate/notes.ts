import type { Writable } from 'node:stream';
import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';

const EVERY_MS = 200;
const COMPLAINTS_SHOWN = 10;

/** What is said beside the report: problems, and on a terminal how far it is. */
export class Notes {
  readonly #stream: Writable & { readonly isTTY?: boolean };
  readonly #now: () => number;
  #shownAt = 0;
  #complaints = 0;

  constructor(stream: Writable & { readonly isTTY?: boolean }, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  progress(text: string): void {
    if (this.#stream.isTTY !== true) return;
    const now = this.#now();
    if (now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    this.#stream.write(`\r\u001b[K${text} …`);
  }

  complain(problem: string): void {
    this.#complaints++;
    if (this.#complaints <= COMPLAINTS_SHOWN) this.#write(`warning: ${onOneLine(problem)}\n`);
  }

  /** Wipes the progress off its line and tells how many problems were not shown. */
  end(): void {
    const more = this.#complaints - COMPLAINTS_SHOWN;
    this.#write(more > 0 ? `warning: and ${more} more problems like these\n` : '');
    this.#complaints = 0;
  }

  #write(text: string): void {
    if (this.#shownAt > 0) this.#stream.write('\r\u001b[K');
    this.#shownAt = 0;
    if (text !== '') this.#stream.write(text);
  }
}
