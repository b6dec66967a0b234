import { brotliDecompressSync } from 'node:zlib';
import { parseJson } from '../../cloudtrail/json.ts';
import type { AddressNetwork, NetworkLookup } from '../../facts/networks/address-network.ts';
import { networkUse } from '../../facts/networks/network-use.ts';
import { numberedAddress } from '../../facts/networks/numbered-address.ts';
import { readNumbers } from './numbers.ts';
import { lastStartAt, type Starts } from './starts.ts';
import {
  type Block,
  type Directory,
  directoryIn,
  MARK,
  NETWORKS_IN_BLOCK,
  type RangeBlock,
} from './table-format.ts';

/** A block of ranges, unpacked: each from its start to the next one's. */
interface Ranges {
  readonly starts: Float64Array;
  readonly networks: Uint32Array;
  readonly countries: Uint32Array;
}

interface Family {
  readonly starts: Starts;
  readonly ranges: (block: number) => Ranges | null;
}

type Network = Omit<AddressNetwork, 'country'>;
const UNANNOUNCED: Network = { asn: null, organisation: null, hosting: false, vpn: false };

/**
 * What the file knows of addresses. A block is unpacked (about a millisecond) when an address in it is first asked for.
 *
 * @throws Error when the bytes are not such a file
 */
export function openTable(file: Buffer): NetworkLookup {
  const { directory, unpack } = partsOf(file);
  const v4 = familyOf(directory.v4, unpack);
  const v6 = familyOf(directory.v6, unpack);
  const network = networksOf(directory.networks, unpack);
  return (text) => {
    const address = numberedAddress(text);
    if (address === null) return null;
    const family = address.version === 4 ? v4 : v6;
    const ranges = family.ranges(lastStartAt(family.starts, address.value));
    if (ranges === null) return null;
    const at = lastStartAt(ranges.starts, address.value);
    const country = directory.countries[(ranges.countries[at] ?? 0) - 1] ?? null;
    const announced = network((ranges.networks[at] ?? 0) - 1) ?? UNANNOUNCED;
    return announced.asn === null && country === null ? null : { country, ...announced };
  };
}

function partsOf(file: Buffer): { directory: Directory; unpack: (block: Block) => Buffer } {
  const end = file.indexOf('\n', MARK.length);
  const isOurs = end !== -1 && file.toString('latin1', 0, MARK.length) === MARK;
  const read = parseJson(isOurs ? file.toString('utf8', MARK.length, end) : '');
  const directory = read.ok ? directoryIn(read.value) : null;
  if (directory === null) throw new Error('not a table of networks');
  const blocks = file.subarray(end + 1);
  const unpack = ({ offset, length }: Block) =>
    brotliDecompressSync(blocks.subarray(offset, offset + length));
  return { directory, unpack };
}

function familyOf(blocks: readonly RangeBlock[], unpack: (block: Block) => Buffer): Family {
  return {
    starts: blocks.map(({ start }) => start),
    ranges: unpackedOnce(blocks, (block) => rangesIn(unpack(block), block)),
  };
}

function rangesIn(bytes: Buffer, { start, count }: RangeBlock): Ranges {
  const starts = new Float64Array(count);
  const networks = new Uint32Array(count);
  const countries = new Uint32Array(count);
  readNumbers(bytes, readNumbers(bytes, readNumbers(bytes, 0, starts), networks), countries);
  let at = start;
  for (let index = 0; index < count; index += 1) {
    at += starts[index] ?? 0;
    starts[index] = at;
  }
  return { starts, networks, countries };
}

/** A network by its place, counted from 0; null for none. */
function networksOf(
  blocks: readonly Block[],
  unpack: (block: Block) => Buffer,
): (place: number) => Network | null {
  const known = new Map<number, Network>();
  const lines = unpackedOnce(blocks, (block) => unpack(block).toString('utf8').split('\n'));
  return (place) => {
    if (place < 0) return null;
    const earlier = known.get(place);
    if (earlier !== undefined) return earlier;
    const line = lines(Math.floor(place / NETWORKS_IN_BLOCK))?.[place % NETWORKS_IN_BLOCK] ?? '';
    const network = networkIn(line);
    known.set(place, network);
    return network;
  };
}

function networkIn(line: string): Network {
  const space = line.indexOf(' ');
  const asn = Number(line.slice(0, space));
  const organisation = line.slice(space + 1) || null;
  return { asn, organisation, ...networkUse(asn, organisation) };
}

function unpackedOnce<B, T>(blocks: readonly B[], unpack: (block: B) => T): (at: number) => T | null {
  const unpacked: (T | undefined)[] = [];
  return (at) => {
    const block = blocks[at];
    if (block === undefined) return null;
    unpacked[at] ??= unpack(block);
    return unpacked[at] ?? null;
  };
}
