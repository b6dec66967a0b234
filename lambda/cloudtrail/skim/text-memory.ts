/** Texts of one field that came before, by a digest of a few of their bytes. */
const REMEMBERED = 256;
/** What is longer seldom comes again. */
const LONGEST = 64;

/** Makes texts of bytes. The texts of most fields come again and again: what was made before costs a comparison. */
export class TextMemory {
  readonly #bytes: (Uint8Array | undefined)[] = new Array(REMEMBERED).fill(undefined);
  readonly #texts: string[] = new Array(REMEMBERED).fill('');

  /** The text between two offsets, which has no escapes in it. */
  text(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length > LONGEST) return bytes.toString('utf8', start, end);
    const digest = length * 31 + (bytes[start] ?? 0) * 7 + (bytes[start + (length >> 1)] ?? 0) * 13;
    const place = (digest + (bytes[end - 1] ?? 0) * 5 + (bytes[end - 4] ?? 0) * 3) & (REMEMBERED - 1);
    const known = this.#bytes[place];
    if (known !== undefined && isSame(known, bytes, start, length)) return this.#texts[place] ?? '';
    const text = bytes.toString('utf8', start, end);
    this.#bytes[place] = new Uint8Array(bytes.subarray(start, end));
    this.#texts[place] = text;
    return text;
  }
}

function isSame(known: Uint8Array, bytes: Buffer, start: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (known[at] !== bytes[start + at]) return false;
  return true;
}
