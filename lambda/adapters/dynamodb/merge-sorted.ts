/** One sorted sequence of several sorted ones. */
export async function* mergeSorted<T>(
  sources: readonly AsyncIterable<T>[],
  keyOf: (item: T) => string,
): AsyncIterable<T> {
  const readers = sources.map((source) => source[Symbol.asyncIterator]());
  const heads = await Promise.all(readers.map((reader) => headOf(reader, keyOf)));
  for (;;) {
    const [least] = heads
      .filter((head) => head !== null)
      .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
    if (!least) return;
    yield least.item;
    heads[heads.indexOf(least)] = await headOf(least.reader, keyOf);
  }
}

async function headOf<T>(reader: AsyncIterator<T>, keyOf: (item: T) => string) {
  const next = await reader.next();
  return next.done ? null : { reader, item: next.value, key: keyOf(next.value) };
}
