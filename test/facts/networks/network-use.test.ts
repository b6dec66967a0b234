import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { REPOSITORY_NETWORKS } from '../../../lambda/adapters/geoip/repository-file.ts';
import { HOSTING_NETWORKS } from '../../../lambda/facts/networks/hosting-networks.ts';
import { networkUse } from '../../../lambda/facts/networks/network-use.ts';
import { VPN_NETWORKS } from '../../../lambda/facts/networks/vpn-networks.ts';

describe('networkUse', () => {
  test.each([
    ['a listed cloud', 16509, 'Amazon.com, Inc.'],
    ['a small company whose name says it', 64500, 'Example Hosting Ltd'],
    ['servers to let', 64500, 'Fast Servers (Pty) Ltd'],
    ['a data centre', 64500, 'Example DataCenter GmbH'],
  ])('%s is hosting', (_name, asn, organisation) => {
    expect(networkUse(asn, organisation)).toEqual({ hosting: true, vpn: false });
  });

  test.each([
    ['a listed provider', 62371, 'Proton AG'],
    ['a company whose name says it', 64500, 'Castle VPN'],
    ['one with its legal form', 64500, 'FREE UNLIMITED VPN LTD'],
    ['the exits of Tor', 60729, null],
  ])('%s is a VPN', (_name, asn, organisation) => {
    expect(networkUse(asn, organisation)).toEqual({ hosting: false, vpn: true });
  });

  test.each([
    ['a provider of homes', 3320, 'Deutsche Telekom AG'],
    ['a name with a word inside another', 64500, 'Observers Cloudberry AB'],
    ['a builder of private networks', 64500, 'VPN de Mexico, S.A. de C.V.'],
    ['a network nobody names', 64500, null],
    ['no network', null, null],
  ])('%s is neither', (_name, asn, organisation) => {
    expect(networkUse(asn, organisation)).toEqual({ hosting: false, vpn: false });
  });

  test('the listed numbers still belong to whom the lists say', () => {
    const names = namesInTable();
    const strangers = [...HOSTING_NETWORKS, ...VPN_NETWORKS].filter(
      ([asn, name]) => !(names.get(asn) ?? '').toLowerCase().includes(name.toLowerCase()),
    );

    expect(strangers.map(([asn, name]) => `${asn} ${name}: ${names.get(asn)}`)).toEqual([]);
  });
});

/** The names in the repository's table, read past the code that serves lookups. */
function namesInTable(): ReadonlyMap<number, string> {
  const file = readFileSync(REPOSITORY_NETWORKS);
  const lineEnd = file.indexOf('\n') + 1;
  const blocksAt = file.indexOf('\n', lineEnd) + 1;
  const { networks } = JSON.parse(file.toString('utf8', lineEnd, blocksAt));
  const lines: string[] = networks.flatMap(({ offset, length }: { offset: number; length: number }) =>
    brotliDecompressSync(file.subarray(blocksAt + offset, blocksAt + offset + length))
      .toString('utf8')
      .split('\n'),
  );
  return new Map(lines.map((line) => [Number.parseInt(line, 10), line.slice(line.indexOf(' ') + 1)]));
}
