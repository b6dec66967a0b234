import { brotliCompressSync } from 'node:zlib';
import { writeNumbers } from './numbers.ts';
import {
  type Block,
  type Directory,
  MARK,
  NETWORKS_IN_BLOCK,
  RANGES_IN_BLOCK,
  type RangeBlock,
  type TableContent,
  type TableRange,
} from './table-format.ts';

/** Compressed blocks, one after the other. */
interface Blocks {
  readonly packed: Buffer[];
  length: number;
}

/** The file that `openTable` reads. Takes seconds: it is made once, and read by every function that starts. */
export function encodeTable(content: TableContent): Buffer {
  const ranges = [...content.v4, ...content.v6];
  // What is named most comes first, since low numbers take fewer bytes.
  const numbers = byFrequency(ranges.map(({ asn }) => asn).filter((asn) => asn !== 0));
  const countries = byFrequency(ranges.map(({ country }) => country).filter((country) => country !== ''));
  const places = { networks: placesIn(numbers), countries: placesIn(countries) };
  const blocks: Blocks = { packed: [], length: 0 };
  const rangeBlock = (some: readonly TableRange[]): RangeBlock => ({
    start: some[0]?.start ?? 0,
    count: some.length,
    ...pack(columnsOf(some, places), blocks),
  });
  const networkBlock = (some: readonly number[]): Block =>
    pack(
      Buffer.from(some.map((asn) => `${asn} ${oneLine(content.names.get(asn) ?? '')}`).join('\n')),
      blocks,
    );
  const directory: Directory = {
    countries,
    v4: slices(content.v4, RANGES_IN_BLOCK).map(rangeBlock),
    v6: slices(content.v6, RANGES_IN_BLOCK).map(rangeBlock),
    networks: slices(numbers, NETWORKS_IN_BLOCK).map(networkBlock),
  };
  return Buffer.concat([Buffer.from(`${MARK}${JSON.stringify(directory)}\n`), ...blocks.packed]);
}

interface Places {
  readonly networks: ReadonlyMap<number, number>;
  readonly countries: ReadonlyMap<string, number>;
}

function columnsOf(ranges: readonly TableRange[], places: Places): Uint8Array {
  return writeNumbers([
    ...ranges.map(({ start }, at) => start - (ranges[at - 1]?.start ?? start)),
    ...ranges.map(({ asn }) => places.networks.get(asn) ?? 0),
    ...ranges.map(({ country }) => places.countries.get(country) ?? 0),
  ]);
}

function pack(bytes: Uint8Array, blocks: Blocks): Block {
  const packed = brotliCompressSync(bytes);
  const offset = blocks.length;
  blocks.packed.push(packed);
  blocks.length += packed.length;
  return { offset, length: packed.length };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function slices<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}

function byFrequency<T extends number | string>(values: readonly T[]): readonly T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, some], [, other]) => other - some).map(([value]) => value);
}

function placesIn<T>(values: readonly T[]): ReadonlyMap<T, number> {
  return new Map(values.map((value, at) => [value, at + 1]));
}
