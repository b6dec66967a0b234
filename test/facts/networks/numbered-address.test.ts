import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { numberedAddress } from '../../../lambda/facts/networks/numbered-address.ts';

const numberOf = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

describe('numberedAddress', () => {
  test('reads every IPv4 address as the library does', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(numberedAddress(text)).toEqual({
          version: 4,
          value: numberOf(ipaddr.IPv4.parse(text).toByteArray()),
        });
      }),
    );
  });

  test('reads the first 48 bits of every IPv6 address as the library does', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        // The library takes `::192.0.2.1`, a form long given up, for IPv4.
        fc.pre(!/^::\d+\./.test(text));
        const address = ipaddr.IPv6.parse(text);
        const expected = address.isIPv4MappedAddress()
          ? { version: 4, value: numberOf(address.toByteArray().slice(12)) }
          : { version: 6, value: numberOf(address.toByteArray().slice(0, 6)) };
        expect(numberedAddress(text)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('takes no other text for an address', () => {
    const notAddresses = fc.string().filter((text) => !ipaddr.isValid(text));
    fc.assert(fc.property(notAddresses, (text) => numberedAddress(text) === null));
  });
});
