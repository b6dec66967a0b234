import { expiredFilter } from '../../../../cli/rules/findings/expired-filter.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');

describe('the expiry of a filter', () => {
  test.each([
    ['2026-05-31', 1],
    ['2026-06-01', 0],
    ['2027-01-01', 0],
    ['soon', 0],
  ])('%s makes %d findings on 2026-06-01', (expiry, findings) => {
    expect(expiredFilter({ filter: {}, expiry }, NOON)).toHaveLength(findings);
  });

  test('is no matter of a rule', () => {
    expect(expiredFilter({ detection: {}, expiry: '2020-01-01' }, NOON)).toEqual([]);
  });
});
