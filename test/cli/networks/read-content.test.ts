import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContent } from '../../../cli/networks/read-content.ts';

const folder = mkdtempSync(join(tmpdir(), 'networks-'));
const write = (name: string, ...lines: readonly string[]) =>
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);

/** Numbers of public addresses, counted from 8.0.0.0 and from 2400::. */
const v4 = (at: number) => 0x08000000 + at;
const v6 = (at: number) => 0x240000000000 + at;
/** Sixteen bits more than the table looks at, and as many again. */
const whole = (top: number) => String(BigInt(top) << 80n);

beforeEach(() => {
  write(
    'asn-ipv4-num.csv',
    `${v4(256)},${v4(511)},64500,"Example, ""the"" Inc."`,
    `${v4(512)},${v4(767)},64501,Other`,
  );
  write('geo-whois-asn-country-ipv4-num.csv', `${v4(384)},${v4(639)},DE`);
  write('asn-ipv6-num.csv', `${whole(v6(10))},${whole(v6(12))},64500,"Example, ""the"" Inc."`);
  write('geo-whois-asn-country-ipv6-num.csv', `${whole(v6(10))},${whole(v6(11))},FR`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readContent', () => {
  test('merges who announces addresses and where they are used, without gaps', () => {
    expect(readContent([folder]).v4).toEqual([
      { start: 0, asn: 0, country: '' },
      { start: v4(256), asn: 64500, country: '' },
      { start: v4(384), asn: 64500, country: 'DE' },
      { start: v4(512), asn: 64501, country: 'DE' },
      { start: v4(640), asn: 64501, country: '' },
      { start: v4(768), asn: 0, country: '' },
    ]);
  });

  test('reads the first 48 bits of IPv6', () => {
    expect(readContent([folder]).v6).toEqual([
      { start: 0, asn: 0, country: '' },
      { start: v6(10), asn: 64500, country: 'FR' },
      { start: v6(12), asn: 64500, country: '' },
      { start: v6(13), asn: 0, country: '' },
    ]);
  });

  test('reads names with commas and quotation marks', () => {
    expect(readContent([folder]).names.get(64500)).toBe('Example, "the" Inc.');
  });

  test('joins neighbours of which the same is known', () => {
    write('asn-ipv4-num.csv', `${v4(0)},${v4(255)},64500,A`, `${v4(256)},${v4(511)},64500,A`);
    write('geo-whois-asn-country-ipv4-num.csv', `${v4(0)},${v4(127)},DE`, `${v4(128)},${v4(511)},DE`);

    expect(readContent([folder]).v4).toEqual([
      { start: 0, asn: 0, country: '' },
      { start: v4(0), asn: 64500, country: 'DE' },
      { start: v4(512), asn: 0, country: '' },
    ]);
  });

  test('says nothing of private addresses, whatever the files say', () => {
    write('asn-ipv4-num.csv', `0,${2 ** 32 - 1},64500,A`);
    const { v4: ranges } = readContent([folder]);
    const at = (address: number) => ranges.findLast(({ start }) => start <= address);

    expect(at(0x0a000001)).toMatchObject({ asn: 0, country: '' });
    expect(at(0xc0a80001)).toMatchObject({ asn: 0, country: '' });
    expect(at(0x0b000001)).toMatchObject({ asn: 64500 });
  });

  test('fails naming file and line of a row that is no range', () => {
    write('asn-ipv4-num.csv', `${v4(0)},${v4(255)},64500,A`, '<html>');

    expect(() => readContent([folder])).toThrow(/asn-ipv4-num\.csv:2: not a range of addresses: <html>/);
  });

  test('fails naming a file that is missing', () => {
    expect(() => readContent([join(folder, 'elsewhere')])).toThrow('asn-ipv4-num.csv is in none of');
  });
});
