import { retryAfterMs } from '../../../lambda/adapters/http/retry-after.ts';

describe('the wait a 429 asks for', () => {
  test.each([
    ['7', 7_000],
    ['0', 0],
    ['', 60_000],
    ['soon', 60_000],
    ['-5', 60_000],
    ['Fri, 20 Nov 2026 12:00:00 GMT', 60_000],
    ['999999', 900_000],
  ])('is read from %p', (header, expected) => {
    expect(retryAfterMs(new Headers({ 'retry-after': header }))).toBe(expected);
  });

  test('is a minute when the vendor does not say', () => {
    expect(retryAfterMs(new Headers())).toBe(60_000);
  });
});
