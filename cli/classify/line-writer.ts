import type { Writable } from 'node:stream';

/** Lines are written together: one system call for each 64 KiB. */
const BLOCK = 1 << 16;

/** Writes lines to a stream no faster than it takes them. */
export class LineWriter {
  readonly #stream: Writable;
  #pending: string[] = [];
  #length = 0;
  #failure: Error | null = null;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', this.#onError);
  }

  /** Whether the reader has gone, as `head` does: there is nobody to write for. */
  get closed(): boolean {
    return this.#failure !== null || this.#stream.destroyed;
  }

  /** A promise when the stream needs time, otherwise undefined. */
  write(line: string): Promise<void> | undefined {
    this.#pending.push(line);
    this.#length += line.length;
    return this.#length < BLOCK ? undefined : this.flush();
  }

  /** Resolves when the stream has taken everything, or will take nothing any more. */
  flush(): Promise<void> {
    const block = this.#pending.join('');
    this.#pending = [];
    this.#length = 0;
    if (block === '' || this.closed) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#stream.write(block, () => resolve());
    });
  }

  release(): void {
    this.#stream.off('error', this.#onError);
  }

  readonly #onError = (cause: Error): void => {
    this.#failure = cause;
  };
}
