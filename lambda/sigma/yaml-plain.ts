import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { JsonValue } from '../cloudtrail/json.ts';

export type PlainResult =
  /** `targets`: what each alias stands for. */
  | { readonly ok: true; readonly value: JsonValue; readonly targets: ReadonlyMap<Node, Node> }
  | { readonly ok: false; readonly offset: number; readonly reason: string };

/** Rules have some hundred values; aliases of aliases that unfold to millions do not get that far. */
const MOST_VALUES = 50_000;
const DEEPEST = 60;

class NotPlain extends Error {
  readonly offset: number;
  constructor(node: Node | null, reason: string) {
    super(reason);
    this.offset = node?.range?.[0] ?? 0;
  }
}

/** The document as JSON would have it, with aliases written out. */
export function toPlainData(document: Document): PlainResult {
  const reader = new PlainReader();
  try {
    const value = reader.read(document.contents, []);
    return { ok: true, value, targets: reader.targets };
  } catch (cause) {
    if (cause instanceof NotPlain) return { ok: false, offset: cause.offset, reason: cause.message };
    throw cause;
  }
}

/** Goes through a document once, in order, so that an alias finds the last anchor of its name before it. */
class PlainReader {
  readonly targets = new Map<Node, Node>();
  readonly #anchors = new Map<string, Node>();
  #valuesLeft = MOST_VALUES;

  read(node: unknown, above: readonly Node[]): JsonValue {
    const at = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node : null;
    if (at === null) return null;
    this.#valuesLeft -= 1;
    if (this.#valuesLeft < 0) {
      throw new NotPlain(at, `more than ${MOST_VALUES} values once aliases are written out`);
    }
    if (above.length > DEEPEST) throw new NotPlain(at, `nested more than ${DEEPEST} deep`);
    if (isAlias(at)) return this.#alias(at, above);
    if (at.anchor !== undefined) this.#anchors.set(at.anchor, at);
    if (isScalar(at)) return scalar(at.value, at.source, at);
    const below = [...above, at];
    if (isSeq(at)) return at.items.map((item) => this.read(item, below));
    const entries = new Map<string, JsonValue>();
    for (const { key, value } of at.items) {
      const name = keyOf(key, at);
      if (entries.has(name)) throw new NotPlain(isScalar(key) ? key : at, `the key "${name}" stands twice`);
      entries.set(name, this.read(value, below));
    }
    return Object.fromEntries(entries);
  }

  /** Inside what an alias stands for, aliases mean what they meant where it was written. */
  #alias(alias: Alias, above: readonly Node[]): JsonValue {
    const target = this.targets.get(alias) ?? this.#anchors.get(alias.source);
    if (target === undefined) throw new NotPlain(alias, `the alias *${alias.source} has no anchor`);
    if (above.includes(target)) throw new NotPlain(alias, `the alias *${alias.source} contains itself`);
    this.targets.set(alias, target);
    return this.read(target, above);
  }
}

function keyOf(key: unknown, map: Node): string {
  if (!isScalar(key)) throw new NotPlain(map, 'a key that is not a text');
  if (keyText(key) === '<<') {
    throw new NotPlain(key, 'merge keys ("<<") are not part of YAML 1.2, which Sigma uses');
  }
  return keyText(key);
}

/** Numbers that JSON would write in another way, such as account ids with a leading zero, stay the text they are. */
function scalar(value: unknown, source: string | undefined, node: Node): JsonValue {
  if (typeof value === 'number') return source === undefined || String(value) === source ? value : source;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  throw new NotPlain(node, 'a value that is neither text, number, true, false nor null');
}

/** The key as the plain data has it. */
export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
