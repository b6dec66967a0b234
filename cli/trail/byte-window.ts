const FIRST_CAPACITY = 1 << 17;

/** The bytes read and not yet used up, in one piece of memory that grows when it must. Offsets count from its start. */
export class ByteWindow {
  #memory = Buffer.allocUnsafe(FIRST_CAPACITY);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#memory.length) {
      this.#makeRoom(this.length + chunk.length);
    }
    this.#memory.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** The bytes as they stand; valid until the next `append` or `drop`. */
  bytes(): Buffer {
    return this.#memory.subarray(this.#start, this.#end);
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
  }

  #makeRoom(needed: number): void {
    const target =
      needed * 2 <= this.#memory.length
        ? this.#memory
        : Buffer.allocUnsafe(Math.max(needed * 2, FIRST_CAPACITY));
    this.#memory.copy(target, 0, this.#start, this.#end);
    this.#memory = target;
    this.#end -= this.#start;
    this.#start = 0;
  }
}
