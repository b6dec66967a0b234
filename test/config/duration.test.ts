import fc from 'fast-check';
import { formatDuration, parseDuration } from '../../lambda/config/duration.ts';

describe('parseDuration', () => {
  test.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '15', 'm', '1.5h', '-1m', '15 m', '1h30m', '15M', '9999999s'])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('reads back every whole number of seconds it formats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
