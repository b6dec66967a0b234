/** One sorted sequence of several sorted ones. */
export async function* mergeSorted<T>(
  sources: readonly AsyncIterable<T>[],
  keyOf: (item: T) => string,
): AsyncIterable<T> {
  const readers = sources.map((source) => source[Symbol.asyncIterator]());
  const started = await Promise.all(readers.map((reader) => nextOf(reader, keyOf)));
  const heads = started.filter((head) => head !== null);
  while (true) {
    const least = leastOf(heads);
    const head = heads[least];
    if (!head) return;
    yield head.item;
    const next = await nextOf(head.reader, keyOf);
    if (next) heads[least] = next;
    else heads.splice(least, 1);
  }
}

interface Head<T> {
  readonly reader: AsyncIterator<T>;
  readonly item: T;
  readonly key: string;
}

async function nextOf<T>(reader: AsyncIterator<T>, keyOf: (item: T) => string): Promise<Head<T> | null> {
  const next = await reader.next();
  return next.done ? null : { reader, item: next.value, key: keyOf(next.value) };
}

function leastOf(heads: readonly { readonly key: string }[]): number {
  return heads.reduce((least, { key }, index) => (key < (heads[least]?.key ?? key) ? index : least), 0);
}
