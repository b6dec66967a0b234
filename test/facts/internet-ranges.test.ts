import fc from 'fast-check';
import { opensToInternet } from '../../lambda/facts/internet-ranges.ts';

describe('opensToInternet', () => {
  test.each([
    ['the whole of IPv4', ['0.0.0.0/0']],
    ['the whole of IPv6', ['::/0']],
    ['one half', ['0.0.0.0/1']],
    ['two halves', ['0.0.0.0/1', '128.0.0.0/1']],
    ['the whole, written from another address', ['198.51.100.7/0']],
    ['a range wider than a /8', ['52.0.0.0/7']],
    ['two neighbouring /8', ['52.0.0.0/8', '53.0.0.0/8']],
    ['many slices that add up', Array.from({ length: 64 }, (_, i) => `${i * 2 + 16}.0.0.0/10`)],
    ['all of global unicast IPv6', ['2000::/3']],
    ['an IPv6 range wider than a /32', ['2600::/24']],
    ['text around the range', [' 0.0.0.0/0 ']],
  ])('is true for %s', (_name, ranges) => {
    expect(opensToInternet(ranges)).toBe(true);
  });

  test.each([
    ['nothing', []],
    ['one private address', ['10.1.2.3/32']],
    ['all private space', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']],
    ['one public address', ['203.0.113.9/32']],
    ['one address without a prefix', ['203.0.113.9']],
    ['an office network', ['198.51.100.0/24', '2001:db8::/32']],
    ['one /8', ['52.0.0.0/8']],
    ['unique local IPv6', ['fc00::/7']],
    ['multicast and reserved space', ['224.0.0.0/3']],
    ['text that is no range', ['0.0.0.0/33', 'pl-12345678', 'everywhere', '0/0/0']],
  ])('is false for %s', (_name, ranges) => {
    expect(opensToInternet(ranges)).toBe(false);
  });

  const octet = fc.integer({ min: 0, max: 255 });
  const range = fc
    .tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }))
    .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`);

  test('more ranges never make it false', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 5 }), range, (ranges, more) => {
        const before = Number(opensToInternet(ranges));
        expect(Number(opensToInternet([...ranges, more]))).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('order and repetition do not matter', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), (ranges) => {
        expect(opensToInternet([...ranges, ...ranges].reverse())).toBe(opensToInternet(ranges));
      }),
    );
  });

  test('a range split in two halves is the same range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 255 }), (prefix, first) => {
        const whole = `${first}.0.0.0/${prefix}`;
        const size = 2 ** (32 - prefix);
        const start = Math.floor((first * 2 ** 24) / size) * size;
        const half = (at: number) =>
          `${[24, 16, 8, 0].map((bits) => Math.floor(at / 2 ** bits) % 256).join('.')}/${prefix + 1}`;
        expect(opensToInternet([half(start), half(start + size / 2)])).toBe(opensToInternet([whole]));
      }),
    );
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        expect(typeof opensToInternet(texts)).toBe('boolean');
      }),
    );
  });
});
