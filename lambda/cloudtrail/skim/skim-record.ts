import type { FieldTree } from './field-tree.ts';
import { type JsonSkipper, NOT_UNDERSTOOD } from './json-skipper.ts';
import { TextMemory } from './text-memory.ts';

const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const DOT = 0x2e;

/** One record as far as its bytes tell without being parsed. One object is used for all records: keep none. */
export class SkimmedRecord {
  start = 0;
  end = 0;
  /** Something about it is written in another way than CloudTrail writes: only the parser knows what it says. */
  isOdd = false;
  readonly #bytes: Buffer;
  readonly #texts: readonly TextMemory[];
  readonly #made: (string | null)[];
  readonly #madeFrom: Int32Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(bytes: Buffer, slots: number) {
    this.#bytes = bytes;
    this.#texts = Array.from({ length: slots }, () => new TextMemory());
    this.#made = new Array(slots).fill(null);
    this.#madeFrom = new Int32Array(slots);
    this.#starts = new Int32Array(slots);
    this.#ends = new Int32Array(slots);
  }

  /** The text of a field, by its place among those asked for; null where the record has none. Of an odd record: nothing. */
  text(field: number): string | null {
    const start = this.#starts[field] ?? 0;
    if (start === 0) return null;
    // Offsets differ from record to record: what was made from here is what is asked for again.
    if (this.#madeFrom[field] === start) return this.#made[field] ?? null;
    const text = this.#texts[field]?.text(this.#bytes, start, this.#ends[field] ?? 0) ?? null;
    this.#madeFrom[field] = start;
    this.#made[field] = text;
    return text;
  }

  has(field: number): boolean {
    return (this.#starts[field] ?? 0) !== 0;
  }

  /** The record as it is written. */
  json(): string {
    return this.#bytes.toString('utf8', this.start, this.end);
  }

  begin(start: number): void {
    this.start = start;
    this.isOdd = false;
    this.#starts.fill(0);
  }

  /** Notes what stands in a slot. Of what is there twice the parser takes the last. */
  note(slot: number, start: number, end: number): void {
    if (this.has(slot)) this.isOdd = true;
    this.#starts[slot] = start;
    this.#ends[slot] = end;
  }
}

/** Passes over the object at `at` and notes the fields of the tree. Returns the offset behind it. */
export function skimObject(skipper: JsonSkipper, tree: FieldTree, at: number, record: SkimmedRecord): number {
  const { bytes } = skipper;
  let next = skipper.space(at + 1);
  if (bytes[next] === CLOSE_OBJECT) return next + 1;
  if (bytes[next] !== QUOTE) return NOT_UNDERSTOOD;
  for (;;) {
    const name = next + 1;
    skipper.sawEscape = false;
    next = skipper.text(next);
    if (next < 0) return NOT_UNDERSTOOD;
    const known = namedIn(tree, bytes, name, next - 1, record);
    if (skipper.sawEscape) record.isOdd = true;
    next = skipper.memberValue(next);
    if (next < 0) return NOT_UNDERSTOOD;
    next = known === null ? skipper.value(next) : skimMember(skipper, known, next, record);
    if (next < 0) return NOT_UNDERSTOOD;
    next = skipper.afterMember(next);
    if (next < 0) return NOT_UNDERSTOOD;
    if (bytes[next] === CLOSE_OBJECT) return next + 1;
  }
}

function skimMember(skipper: JsonSkipper, known: FieldTree, at: number, record: SkimmedRecord): number {
  const { bytes } = skipper;
  const isBranch = !known.isLeaf;
  if (isBranch && bytes[at] === OPEN_OBJECT) {
    record.note(known.slot, at, at);
    return skimObject(skipper, known, at, record);
  }
  skipper.sawEscape = false;
  const end = skipper.value(at);
  if (end < 0) return NOT_UNDERSTOOD;
  const isPlain = bytes[at] === QUOTE && !skipper.sawEscape;
  if (isBranch || !isPlain) record.isOdd = true;
  record.note(known.slot, at + 1, end - 1);
  return end;
}

/** The part of the tree below a name. A name with escapes could be any; `a.b` reads like the path of another. */
function namedIn(
  { below }: FieldTree,
  bytes: Buffer,
  start: number,
  end: number,
  record: SkimmedRecord,
): FieldTree | null {
  const length = end - start;
  const parts = below[bytes[start] ?? 0];
  if (parts === undefined) return null;
  // Asked of every name of every record: an index is cheaper than an iterator.
  for (let index = 0; index < parts.length; index += 1) {
    const one = parts[index];
    if (one === undefined || one.length > length || !isSame(one.name, bytes, start)) continue;
    if (one.length === length) return one;
    if (bytes[start + one.length] === DOT) record.isOdd = true;
  }
  return null;
}

function isSame(name: Buffer, bytes: Buffer, start: number): boolean {
  for (let at = 0; at < name.length; at += 1) if (name[at] !== bytes[start + at]) return false;
  return true;
}
