import fc from 'fast-check';
import { matchesWildcard } from '../../../lambda/facts/policy/wildcard.ts';

describe('matchesWildcard', () => {
  test.each([
    ['iam:*', 'iam:passrole', true],
    ['*', '', true],
    ['iam:pass?ole', 'iam:passrole', true],
    ['*role', 'iam:passrole', true],
    ['i*a*e', 'iam:passrole', true],
    ['iam:pass', 'iam:passrole', false],
    ['s3:*', 'iam:passrole', false],
    ['', 'a', false],
  ])('%s against %s: %p', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  test('agrees with the regular expression of the same pattern', () => {
    const piece = fc.constantFrom('a', 'b', '*', '?');
    const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), text, (pieces, subject) => {
        const same = pieces.join('').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesWildcard(pieces.join(''), subject)).toBe(new RegExp(`^${same}$`).test(subject));
      }),
    );
  });

  test('answers a hostile pattern at once', () => {
    expect(matchesWildcard(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
