import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './json-bytes.ts';

/** What a scan came to: `at` is an offset in the bytes it was given. */
export type Scan =
  | { readonly kind: 'more' }
  /** The value ends before `at`. */
  | { readonly kind: 'end'; readonly at: number }
  /** A list begins at `at` as a member of the outermost object. */
  | { readonly kind: 'list'; readonly at: number }
  /** The value is broken: what begins at `at` is another one. */
  | { readonly kind: 'broken'; readonly at: number };

/**
 * Finds where a JSON object or list ends by its brackets and quotes, over as many pieces of it as there are. It does not
 * validate: that is left to the parser. But it notices when a line begins a new object where the grammar has no place
 * for one, or a line ends within a text: then the line before was cut off.
 */
export class ValueScanner {
  /** Line ends passed so far. */
  lines = 0;
  readonly #open: number[] = [];
  #at = 0;
  #quoted: boolean = false;
  #escaped: boolean = false;
  #lineStart: boolean = false;
  /** The last byte outside of texts that is no white space. */
  #last = 0;

  /** Goes on where the last scan stopped. `bytes` begin with the value's first byte, which is a bracket. */
  scan(bytes: Uint8Array): Scan {
    for (let at = this.#at; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#quoted) {
        at = this.#throughText(bytes, at);
        if (bytes[at] === NEWLINE) {
          return { kind: 'broken', at };
        }
        continue;
      }
      if (byte === QUOTE) {
        this.#quoted = true;
        this.#see(byte);
      } else if (byte === NEWLINE) {
        this.lines++;
        this.#lineStart = true;
      } else if (byte > 0x20) {
        const scan = this.#structural(byte, at);
        if (scan !== null) {
          return scan;
        }
      }
    }
    this.#at = bytes.length;
    return { kind: 'more' };
  }

  /** `count` bytes in front were forgotten. */
  dropped(count: number): void {
    this.#at -= count;
  }

  /** Takes the list that a scan stopped at as an ordinary part of the value. */
  enterList(at: number): void {
    this.#open.push(OPEN_LIST);
    this.#see(OPEN_LIST);
    this.#at = at + 1;
  }

  /** Goes on behind a list whose items were taken one by one. `bytes` now begin behind it. */
  leaveList(): void {
    this.lines = 0;
    this.#see(CLOSE_LIST);
    this.#at = 0;
  }

  /** The offset of the text's closing quote, of a line end within it, or the end of the bytes. */
  #throughText(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#escaped) {
        this.#escaped = false;
      } else if (byte === BACKSLASH) {
        this.#escaped = true;
      } else if (byte === QUOTE) {
        this.#quoted = false;
        return at;
      } else if (byte === NEWLINE) {
        return at;
      }
    }
    return bytes.length;
  }

  #structural(byte: number, at: number): Scan | null {
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (byte === OPEN_OBJECT && this.#lineStart && !this.#mayBegin()) {
        return { kind: 'broken', at };
      }
      if (byte === OPEN_LIST && this.#open.length === 1 && this.#open[0] === OPEN_OBJECT) {
        return { kind: 'list', at };
      }
      this.#open.push(byte);
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      this.#open.pop();
      if (this.#open.length === 0) {
        return { kind: 'end', at: at + 1 };
      }
    }
    this.#see(byte);
    return null;
  }

  #see(byte: number): void {
    this.#last = byte;
    this.#lineStart = false;
  }

  /** Whether the grammar allows an object after what came last. */
  #mayBegin(): boolean {
    const inList = this.#open.at(-1) === OPEN_LIST;
    return this.#last === COLON || (inList && (this.#last === OPEN_LIST || this.#last === COMMA));
  }
}
