import fc from 'fast-check';
import { domainOf, emailOf } from '../../lambda/people/email.ts';

/** The same as an expression. */
const SHAPE =
  /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

describe('emailOf', () => {
  test('takes what has the shape of an address, and nothing else', () => {
    const parts = fc.constantFrom(
      'a',
      'Z9',
      '-',
      '.',
      '@',
      '_',
      '+',
      'é',
      ' ',
      '\n',
      'example.com',
      'x'.repeat(62),
      'K',
    );
    const nearly = fc.array(parts, { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.emailAddress(), fc.string()), (text) => {
        const fits = text.length <= 254 && text.indexOf('@') <= 64 && SHAPE.test(text);
        expect(emailOf(text)).toBe(fits ? text.toLowerCase() : null);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ['Ana@Example.com', 'ana@example.com', 'example.com'],
    ['a.b+c@x-y.example.org', 'a.b+c@x-y.example.org', 'x-y.example.org'],
  ])('reads %s', (text, email, domain) => {
    expect(emailOf(text)).toBe(email);
    expect(domainOf(email)).toBe(domain);
  });

  test.each([
    '',
    '@',
    'a@b',
    'a@b.c',
    'a..b@example.com',
    '.a@example.com',
    'a@-x.com',
    'a@x-.com',
    'a@x.1a',
    'K\u212A@example.com',
  ])('refuses "%s"', (text) => {
    expect(emailOf(text)).toBeNull();
  });
});
