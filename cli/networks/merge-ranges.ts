import type { TableRange } from '../../lambda/adapters/geoip/table-format.ts';
import type { AddressRange, AddressSpan } from './read-ranges.ts';

/**
 * One list without gaps out of who announces addresses and where they are used, each sorted. Nothing is said of
 * addresses that are nobody's in particular. Neighbours of which the same is known are one range.
 */
export function mergeRanges(
  networks: readonly AddressRange[],
  countries: readonly AddressRange[],
  nobodys: readonly AddressSpan[],
): readonly TableRange[] {
  const networkAt = follow(networks);
  const countryAt = follow(countries);
  const nobodysAt = follow(nobodys);
  const merged: TableRange[] = [];
  for (const start of boundaries([...networks, ...countries, ...nobodys])) {
    const isNobodys = nobodysAt(start) !== null;
    const asn = isNobodys ? 0 : Number(networkAt(start)?.value ?? 0);
    const country = isNobodys ? '' : (countryAt(start)?.value ?? '');
    const last = merged.at(-1);
    if (last?.asn !== asn || last.country !== country) merged.push({ start, asn, country });
  }
  return merged;
}

/** Where something may change: 0, and where each range begins and has ended. */
function boundaries(ranges: readonly AddressSpan[]): readonly number[] {
  const starts = new Set([0]);
  for (const { first, last } of ranges) starts.add(first).add(last + 1);
  return [...starts].toSorted((some, other) => some - other);
}

/** The range that holds an address, for addresses that only grow. */
function follow<T extends AddressSpan>(ranges: readonly T[]): (address: number) => T | null {
  let at = 0;
  return (address) => {
    for (let range = ranges[at]; range !== undefined; range = ranges[at]) {
      if (range.last >= address) return range.first <= address ? range : null;
      at += 1;
    }
    return null;
  };
}
