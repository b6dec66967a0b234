const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const LOWER_U = 0x75;
const SPACE = 0x20;
const MINUS = 0x2d;
const PLUS = 0x2b;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_E = 0x45;
const LOWER_E = 0x65;
const LOWER_F = 0x66;
const LOWER_N = 0x6e;
const LOWER_T = 0x74;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const NULL = Buffer.from('null');

/** `"\/bfnrt`: what may follow a backslash besides `u`. */
const ESCAPED = new Set(Buffer.from('"\\/bfnrt'));

/** Deeper values are left to the parser. */
const DEEPEST = 64;

/** What cannot be passed over: it is broken, or too deep. */
export const NOT_UNDERSTOOD = -1;

/**
 * Passes over JSON values in UTF-8 without making anything of them, several times as fast as they are parsed. What it
 * passes over is valid JSON (RFC 8259); of what is not, and of what is nested deeper than `DEEPEST`, it says
 * `NOT_UNDERSTOOD`. Offsets are those of the bytes.
 */
export class JsonSkipper {
  readonly bytes: Buffer;
  /** Set when a text that was passed over has an escape in it. */
  sawEscape = false;
  /** The same bytes, four at a time; empty where they do not lie on a boundary of four. */
  readonly #words: Int32Array;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    const aligned = bytes.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0;
    const words = aligned ? Math.floor(bytes.length / Int32Array.BYTES_PER_ELEMENT) : 0;
    this.#words = new Int32Array(bytes.buffer, aligned ? bytes.byteOffset : 0, words);
  }

  /** The first offset from `at` on that is no white space. */
  space(at: number): number {
    // Small, so that it is put in where it is called: CloudTrail writes none.
    return (this.bytes[at] ?? 0) > SPACE ? at : this.#behindSpace(at);
  }

  /** Behind the value that begins at `at`. */
  value(at: number, depth = 0): number {
    switch (this.bytes[at]) {
      case QUOTE:
        return this.text(at);
      case OPEN_OBJECT:
        return depth < DEEPEST ? this.#object(at, depth) : NOT_UNDERSTOOD;
      case OPEN_LIST:
        return depth < DEEPEST ? this.#list(at, depth) : NOT_UNDERSTOOD;
      case LOWER_T:
        return this.#word(at, TRUE);
      case LOWER_F:
        return this.#word(at, FALSE);
      case LOWER_N:
        return this.#word(at, NULL);
      default:
        return this.#number(at);
    }
  }

  /** Behind the text whose opening quote stands at `at`. */
  text(at: number): number {
    const { bytes } = this;
    const words = this.#words;
    let next = at + 1;
    for (;;) {
      if ((next & 3) === 0) {
        let word = next >> 2;
        while (word < words.length && isPlain(words[word] ?? 0)) word += 1;
        next = word << 2;
      }
      const byte = bytes[next];
      if (byte === QUOTE) return next + 1;
      if (byte === undefined || byte < SPACE) return NOT_UNDERSTOOD;
      next = byte === BACKSLASH ? this.#escape(next) : next + 1;
      if (next < 0) return NOT_UNDERSTOOD;
    }
  }

  /** Where the next element begins after one, or the offset of the closing bracket of its list. */
  afterElement(at: number): number {
    const next = this.space(at);
    if (this.bytes[next] === CLOSE_LIST) return next;
    if (this.bytes[next] !== COMMA) return NOT_UNDERSTOOD;
    const element = this.space(next + 1);
    return this.bytes[element] === CLOSE_LIST ? NOT_UNDERSTOOD : element;
  }

  /** Where the value of a member begins whose name ends before `at`. */
  memberValue(at: number): number {
    const colon = this.space(at);
    return this.bytes[colon] === COLON ? this.space(colon + 1) : NOT_UNDERSTOOD;
  }

  /** Where the next member begins after a value, or the offset of the closing bracket of its object. */
  afterMember(at: number): number {
    const next = this.space(at);
    if (this.bytes[next] === CLOSE_OBJECT) return next;
    if (this.bytes[next] !== COMMA) return NOT_UNDERSTOOD;
    const name = this.space(next + 1);
    return this.bytes[name] === QUOTE ? name : NOT_UNDERSTOOD;
  }

  #behindSpace(at: number): number {
    let next = at;
    while (isSpace(this.bytes[next])) next += 1;
    return next;
  }

  #object(at: number, depth: number): number {
    let next = this.space(at + 1);
    if (this.bytes[next] === CLOSE_OBJECT) return next + 1;
    if (this.bytes[next] !== QUOTE) return NOT_UNDERSTOOD;
    for (;;) {
      next = this.text(next);
      if (next < 0) return NOT_UNDERSTOOD;
      next = this.memberValue(next);
      if (next < 0) return NOT_UNDERSTOOD;
      next = this.value(next, depth + 1);
      if (next < 0) return NOT_UNDERSTOOD;
      next = this.afterMember(next);
      if (next < 0) return NOT_UNDERSTOOD;
      if (this.bytes[next] === CLOSE_OBJECT) return next + 1;
    }
  }

  #escape(at: number): number {
    this.sawEscape = true;
    const byte = this.bytes[at + 1] ?? 0;
    if (byte !== LOWER_U) return ESCAPED.has(byte) ? at + 2 : NOT_UNDERSTOOD;
    for (let digit = at + 2; digit < at + 6; digit += 1) {
      if (!isHex(this.bytes[digit] ?? 0)) return NOT_UNDERSTOOD;
    }
    return at + 6;
  }

  #list(at: number, depth: number): number {
    let next = this.space(at + 1);
    if (this.bytes[next] === CLOSE_LIST) return next + 1;
    for (;;) {
      next = this.value(next, depth + 1);
      if (next < 0) return NOT_UNDERSTOOD;
      next = this.afterElement(next);
      if (next < 0) return NOT_UNDERSTOOD;
      if (this.bytes[next] === CLOSE_LIST) return next + 1;
    }
  }

  #word(at: number, word: Buffer): number {
    for (let index = 0; index < word.length; index += 1) {
      if (this.bytes[at + index] !== word[index]) return NOT_UNDERSTOOD;
    }
    return at + word.length;
  }

  #number(at: number): number {
    const { bytes } = this;
    const whole = bytes[at] === MINUS ? at + 1 : at;
    let end = bytes[whole] === ZERO ? whole + 1 : this.#digits(whole);
    if (end >= 0 && bytes[end] === DOT) end = this.#digits(end + 1);
    if (end < 0 || (bytes[end] !== LOWER_E && bytes[end] !== UPPER_E)) return end;
    const hasSign = bytes[end + 1] === PLUS || bytes[end + 1] === MINUS;
    return this.#digits(hasSign ? end + 2 : end + 1);
  }

  #digits(at: number): number {
    let end = at;
    while (isDigit(this.bytes[end])) end += 1;
    return end === at ? NOT_UNDERSTOOD : end;
  }
}

/** Whether none of four bytes is a quote, a backslash or a control character. Source: "Bit Twiddling Hacks", S. Anderson. */
function isPlain(word: number): boolean {
  const quote = word ^ 0x22222222;
  const backslash = word ^ 0x5c5c5c5c;
  const found =
    ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word);
  return (found & 0x80808080) === 0;
}

function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function isSpace(byte: number | undefined): boolean {
  if (byte === undefined || byte > SPACE) return false;
  return byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
