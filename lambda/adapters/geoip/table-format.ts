import type { JsonValue } from '../../cloudtrail/json.ts';
import { isArray, isObject, type JsonObject } from '../../cloudtrail/json.ts';

/**
 * The file of address ranges: a line that says what it is, a line of JSON (the `Directory`), then blocks, each
 * compressed with Brotli. A lookup unpacks only the blocks it needs, so that a function starts at once.
 *
 * The ranges of a family cover its whole space, so first addresses are enough. A block of ranges holds the distance of
 * each start to the one before (the first to the block's own), then the place of each range's network, then of its
 * country: numbers of seven bits a byte, the lowest first. Place 0 means none known. A block of networks is text:
 * one line each, number and name.
 */
export const MARK = 'countersign networks 1\n';

export interface Directory {
  /** Two letters each; place 1 is the first. */
  readonly countries: readonly string[];
  readonly v4: readonly RangeBlock[];
  readonly v6: readonly RangeBlock[];
  /** Places 1 to `NETWORKS_IN_BLOCK` are in the first. */
  readonly networks: readonly Block[];
}

export interface Block {
  /** Of the packed bytes, after the directory. */
  readonly offset: number;
  readonly length: number;
}

export interface RangeBlock extends Block {
  /** The first address it says something of. */
  readonly start: number;
  /** How many ranges it holds. */
  readonly count: number;
}

/** Larger blocks pack better, smaller ones are unpacked sooner. */
export const RANGES_IN_BLOCK = 8192;
export const NETWORKS_IN_BLOCK = 2048;

/** Of an IPv6 address so many bits are looked at: nothing longer is announced, and a double holds it exactly. */
export const IPV6_BITS = 48;

/** What the table knows of every address from `start` to the next range's. */
export interface TableRange {
  /** IPv4: the address as a number; IPv6: its first 48 bits. */
  readonly start: number;
  /** 0 for none. */
  readonly asn: number;
  /** Empty for none. */
  readonly country: string;
}

export interface TableContent {
  /** Both sorted, the first starting at 0. */
  readonly v4: readonly TableRange[];
  readonly v6: readonly TableRange[];
  /** Autonomous system → who runs it. */
  readonly names: ReadonlyMap<number, string>;
}

/** Null for JSON that is no directory. */
export function directoryIn(value: JsonValue): Directory | null {
  return isObject(value) && isDirectory(value) ? value : null;
}

function isDirectory(value: JsonObject): value is Directory & JsonObject {
  const blocks = [value['v4'], value['v6'], value['networks']];
  return isArray(value['countries']) && blocks.every((list) => isArray(list) && list.every(isBlock));
}

function isBlock(value: JsonValue): boolean {
  return isObject(value) && typeof value['offset'] === 'number' && typeof value['length'] === 'number';
}
