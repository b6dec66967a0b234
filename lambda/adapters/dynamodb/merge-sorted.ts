/** One sorted sequence of several that are sorted in the same direction. */
export async function* mergeSorted<T>(
  sources: readonly AsyncIterable<T>[],
  keyOf: (item: T) => string,
  direction: Direction = 'ascending',
): AsyncIterable<T> {
  const readers = sources.map((source) => source[Symbol.asyncIterator]());
  const started = await Promise.all(readers.map((reader) => nextOf(reader, keyOf)));
  const heads = started.filter((head) => head !== null);
  while (true) {
    const first = firstOf(heads, direction);
    const head = heads[first];
    if (!head) return;
    yield head.item;
    const next = await nextOf(head.reader, keyOf);
    if (next) heads[first] = next;
    else heads.splice(first, 1);
  }
}

type Direction = 'ascending' | 'descending';

interface Head<T> {
  readonly reader: AsyncIterator<T>;
  readonly item: T;
  readonly key: string;
}

async function nextOf<T>(reader: AsyncIterator<T>, keyOf: (item: T) => string): Promise<Head<T> | null> {
  const next = await reader.next();
  return next.done ? null : { reader, item: next.value, key: keyOf(next.value) };
}

function firstOf(heads: readonly { readonly key: string }[], direction: Direction): number {
  const isBefore = (one: string, other: string) => (direction === 'ascending' ? one < other : one > other);
  return heads.reduce(
    (first, { key }, index) => (isBefore(key, heads[first]?.key ?? key) ? index : first),
    0,
  );
}
