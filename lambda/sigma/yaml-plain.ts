import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';

export type PlainResult =
  | { readonly ok: true; readonly value: JsonValue }
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
  const budget = { values: MOST_VALUES };
  try {
    return { ok: true, value: plain(document.contents, document, budget, []) };
  } catch (cause) {
    if (cause instanceof NotPlain) return { ok: false, offset: cause.offset, reason: cause.message };
    throw cause;
  }
}

function plain(
  node: unknown,
  document: Document,
  budget: { values: number },
  above: readonly Node[],
): JsonValue {
  const at = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node : null;
  if (at === null) return null;
  budget.values -= 1;
  if (budget.values < 0)
    throw new NotPlain(at, `more than ${MOST_VALUES} values once aliases are written out`);
  if (above.length > DEEPEST) throw new NotPlain(at, `nested more than ${DEEPEST} deep`);
  if (isAlias(at)) {
    const target = at.resolve(document);
    if (target === undefined) throw new NotPlain(at, `the alias *${at.source} has no anchor`);
    if (above.includes(target)) throw new NotPlain(at, `the alias *${at.source} contains itself`);
    return plain(target, document, budget, above);
  }
  if (isScalar(at)) return scalar(at.value, at.source, at);
  const below = [...above, at];
  if (isSeq(at)) return at.items.map((item) => plain(item, document, budget, below));
  const entries = at.items.map(({ key, value }): [string, JsonValue] => {
    if (!isScalar(key)) throw new NotPlain(at, 'a key that is not a text');
    if (keyText(key) === '<<')
      throw new NotPlain(key, 'merge keys ("<<") are not part of YAML 1.2, which Sigma uses');
    return [keyText(key), plain(value, document, budget, below)];
  });
  return Object.fromEntries(entries) satisfies JsonObject;
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
