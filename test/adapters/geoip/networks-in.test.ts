import { readFileSync, statSync } from 'node:fs';
import { networksIn } from '../../../lambda/adapters/geoip/networks-in.ts';
import { openTable } from '../../../lambda/adapters/geoip/open-table.ts';
import { REPOSITORY_NETWORKS } from '../../../lambda/adapters/geoip/repository-file.ts';

const MEGABYTE = 1_048_576;

describe('the table in the repository', () => {
  const lookup = networksIn(REPOSITORY_NETWORKS);

  test('knows addresses that have been the same for years', () => {
    expect(lookup('8.8.8.8')).toMatchObject({ country: 'US', asn: 15169, organisation: 'Google LLC' });
    expect(lookup('2001:4860:4860::8888')).toMatchObject({ country: 'US', asn: 15169 });
    expect(lookup('193.0.6.139')).toMatchObject({ country: 'NL', hosting: false, vpn: false });
    expect(lookup('185.65.135.1')).toMatchObject({ country: 'SE', vpn: true });
  });

  test.each(['10.0.0.1', '192.168.1.1', '127.0.0.1', '169.254.169.254', 'fd00::1', '::1'])(
    'knows nothing of %s, which is nobody in particular',
    (address) => {
      expect(lookup(address)).toBeNull();
    },
  );

  test('is small enough to be part of a function', () => {
    expect(statSync(REPOSITORY_NETWORKS).size).toBeLessThan(3 * MEGABYTE);
  });

  test('answers its first question within 100 ms', () => {
    const file = readFileSync(REPOSITORY_NETWORKS);
    const before = performance.now();

    openTable(file)('8.8.8.8');

    expect(performance.now() - before).toBeLessThan(100);
  });
});

describe('networksIn', () => {
  test('reads nothing until it is asked', () => {
    expect(() => networksIn('/nowhere/networks.bin')).not.toThrow();
  });

  test('fails naming the file', () => {
    expect(() => networksIn('/nowhere/networks.bin')('8.8.8.8')).toThrow(
      '/nowhere/networks.bin cannot be read',
    );
  });
});
