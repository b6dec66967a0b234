import fc from 'fast-check';
import { encodeTable } from '../../../lambda/adapters/geoip/encode-table.ts';
import { openTable } from '../../../lambda/adapters/geoip/open-table.ts';
import { RANGES_IN_BLOCK, type TableRange } from '../../../lambda/adapters/geoip/table-format.ts';

const nothing: TableRange = { start: 0, asn: 0, country: '' };
const office: TableRange = { start: 0xc6336400, asn: 64500, country: 'DE' };
const cloud: TableRange = { start: 0xc6336500, asn: 16509, country: 'US' };
const placed: TableRange = { start: 0xcb007100, asn: 0, country: 'JP' };
const v6: TableRange = { start: 0x20010db80001, asn: 64500, country: 'FR' };
const names = new Map([
  [64500, 'Example\n Office "AG"'],
  [16509, 'Amazon.com, Inc.'],
]);

const lookup = openTable(encodeTable({ v4: [nothing, office, cloud, placed], v6: [nothing, v6], names }));

describe('a table of networks', () => {
  test('tells whose an address is and where', () => {
    expect(lookup('198.51.100.7')).toEqual({
      country: 'DE',
      asn: 64500,
      organisation: 'Example Office "AG"',
      hosting: false,
      vpn: false,
    });
  });

  test.each([
    ['the first address of a range', '198.51.100.0', 'DE'],
    ['the last address of a range', '198.51.100.255', 'DE'],
    ['the first of the next', '198.51.101.0', 'US'],
    ['an IPv6 address', '2001:db8:1::7', 'FR'],
    ['an IPv4 address written as IPv6', '::ffff:198.51.100.7', 'DE'],
    ['a country without a network', '203.0.113.7', 'JP'],
  ])('knows %s', (_name, address, country) => {
    expect(lookup(address)?.country).toBe(country);
  });

  test.each([
    ['an address before all ranges', '10.0.0.1'],
    ['an IPv6 address before all ranges', '2001:db8::7'],
    ['a service', 'cloudformation.amazonaws.com'],
    ['three numbers', '198.51.100'],
    ['five numbers', '198.51.100.7.1'],
    ['a number too large', '198.51.100.256'],
    ['nothing between dots', '198..51.100'],
    ['a text in figures', '198.51.100.7x'],
    ['an address with its port', '198.51.100.7:443'],
    ['nothing', ''],
  ])('knows nothing of %s', (_name, address) => {
    expect(lookup(address)).toBeNull();
  });

  test('says where servers are let', () => {
    expect(lookup('198.51.101.1')?.hosting).toBe(true);
    expect(lookup('203.0.113.7')?.hosting).toBe(false);
  });

  test('finds every range of a table of many blocks', () => {
    const ranges = Array.from({ length: RANGES_IN_BLOCK * 2 + 3 }, (_, at) => ({
      start: at * 256,
      asn: at,
      country: at % 2 === 0 ? 'NL' : 'BE',
    }));
    const many = openTable(encodeTable({ v4: ranges, v6: [nothing], names: new Map() }));

    for (const { start, asn } of ranges.slice(1)) {
      const address = [0, (start >>> 16) & 255, (start >>> 8) & 255, 200].join('.');
      expect(many(address)?.asn).toBe(asn);
    }
  });

  test('agrees with a search from the beginning, whatever the ranges', () => {
    const starts = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { maxLength: 30 });
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(starts, fc.array(address, { minLength: 1 }), (some, addresses) => {
        const ranges = some
          .toSorted((left, right) => left - right)
          .map((start, at) => ({ start, asn: (at % 7) * 1000, country: ['', 'DE', 'FR'][at % 3] ?? '' }));
        const table = openTable(encodeTable({ v4: [nothing, ...ranges], v6: [nothing], names: new Map() }));
        for (const value of addresses) {
          const text = [24, 16, 8, 0].map((bits) => (value >>> bits) & 255).join('.');
          const range = ranges.findLast(({ start }) => start <= value) ?? nothing;
          expect(table(text)?.asn ?? 0).toBe(range.asn);
          expect(table(text)?.country ?? '').toBe(range.country);
        }
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['another file', Buffer.from('PK')],
    ['an empty file', Buffer.alloc(0)],
    ['a directory that says nothing', Buffer.from('countersign networks 1\n{}\n')],
  ])('fails for %s', (_name, file) => {
    expect(() => openTable(file)).toThrow('not a table of networks');
  });
});
