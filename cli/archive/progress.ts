import type { CommandIo } from '../classify.ts';

/** One line on a terminal that says how far a backfill is; nothing elsewhere. */
export class Progress {
  readonly #stderr: CommandIo['stderr'];

  constructor(stderr: CommandIo['stderr']) {
    this.#stderr = stderr;
  }

  show(entries: number, at: number): void {
    const day = new Date(at).toISOString().slice(0, 10);
    if (this.#stderr.isTTY)
      this.#stderr.write(`\r\u001b[K${entries.toLocaleString('en-US')} entries, up to ${day}`);
  }

  clear(): void {
    if (this.#stderr.isTTY) this.#stderr.write('\r\u001b[K');
  }
}
