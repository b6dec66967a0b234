import type { JsonValue } from '../../lambda/cloudtrail/json.ts';
import { parsePattern } from '../../lambda/eventbridge/parse-pattern.ts';

/** Characters of {"a":[""]}. */
const FRAME = 10;

const refusals: readonly (readonly [string, JsonValue, RegExp])[] = [
  ['a pattern that is no object', ['a'], /not a JSON object/],
  ['an empty pattern', {}, /empty objects/],
  ['an empty object inside', { detail: {} }, /"detail": empty objects/],
  ['an empty list', { source: [] }, /"source": empty arrays/],
  ['a plain value', { source: 'aws.iam' }, /"source" must be an object or an array/],
  ['a list in a list', { source: [['aws.iam']] }, /match value must be/],
  ['an unknown operator', { source: [{ contains: 'iam' }] }, /unrecognized match type "contains"/],
  ['two operators in one object', { source: [{ prefix: 'a', suffix: 'b' }] }, /only one key/],
  ['an object without operator', { source: [{}] }, /name not found/],
  ['a prefix that is no text', { source: [{ prefix: 1 }] }, /prefix match pattern must be a string/],
  ['another operator in a prefix', { source: [{ prefix: { wildcard: 'a*' } }] }, /unsupported prefix/],
  ['a suffix list', { source: [{ suffix: ['a'] }] }, /suffix match pattern must be a string/],
  ['equals-ignore-case of a number', { a: [{ 'equals-ignore-case': 1 }] }, /must be a string/],
  ['exists that is neither true nor false', { a: [{ exists: 'yes' }] }, /either true or false/],
  ['consecutive stars', { a: [{ wildcard: 'a**b' }] }, /consecutive wildcard characters at position 1/],
  ['a stray backslash', { a: [{ wildcard: 'a\\b' }] }, /invalid escape character at position 1/],
  ['a numeric that is no list', { a: [{ numeric: 1 }] }, /must be an array/],
  ['an empty numeric', { a: [{ numeric: [] }] }, /operator is needed/],
  ['a numeric without operand', { a: [{ numeric: ['>'] }] }, /value of > must be numeric/],
  ['a numeric with text', { a: [{ numeric: ['=', '1'] }] }, /value of = must be numeric/],
  ['an unknown numeric operator', { a: [{ numeric: ['!=', 1] }] }, /unrecognized numeric range operator/],
  ['an upside-down range', { a: [{ numeric: ['>', 5, '<', 1] }] }, /bottom must be less than top/],
  ['a range that starts at its top', { a: [{ numeric: ['<', 5, '>', 1] }] }, /too many elements/],
  ['a range of three', { a: [{ numeric: ['>', 1, '<', 5, '<', 6] }] }, /too many elements/],
  ['a number past five billion', { a: [{ numeric: ['<', 5_000_000_001] }] }, /must be between/],
  ['seven decimals', { a: [{ numeric: ['=', 0.1234567] }] }, /at most 6 decimals/],
  ['a CIDR without mask', { a: [{ cidr: '10.0.0.0' }] }, /one "\/" required/],
  ['a CIDR of a host name', { a: [{ cidr: 'example.com/8' }] }, /nonstandard IP address/],
  ['a CIDR with a wrong byte', { a: [{ cidr: '10.0.0.256/8' }] }, /nonstandard IP address/],
  ['a single IPv4 address as CIDR', { a: [{ cidr: '10.0.0.1/32' }] }, /mask bits must be < 32/],
  ['a single IPv6 address as CIDR', { a: [{ cidr: '2001:db8::1/128' }] }, /mask bits must be < 128/],
  ['a negative mask', { a: [{ cidr: '10.0.0.0/-1' }] }, /mask bits must be an integer/],
  ['anything-but nothing', { a: [{ 'anything-but': [] }] }, /at least one/],
  ['anything-but of texts and numbers', { a: [{ 'anything-but': ['a', 1] }] }, /all are strings/],
  ['anything-but null', { a: [{ 'anything-but': null }] }, /all are strings/],
  ['anything-but an empty prefix', { a: [{ 'anything-but': { prefix: '' } }] }, /empty prefix/],
  ['anything-but numeric', { a: [{ 'anything-but': { numeric: ['=', 1] } }] }, /unsupported anything-but/],
  ['anything-but a wildcard with two stars', { a: [{ 'anything-but': { wildcard: '**' } }] }, /consecutive/],
  ['$or with one object', { $or: [{ a: [1] }] }, /at least 2 objects/],
  ['$or that is no list', { $or: { a: [1] } }, /followed by an array/],
  ['$or of texts', { $or: ['a', 'b'] }, /only objects/],
  ['an operator as a field inside $or', { $or: [{ prefix: ['a'] }, { b: ['c'] }] }, /reserved name/],
  ['a pattern of 2,049 characters', { a: ['x'.repeat(2_049 - FRAME)] }, /2049 characters, at most 2048/],
];

describe('parsePattern', () => {
  test.each(refusals)('refuses %s', (_, pattern, reason) => {
    const parsed = parsePattern(pattern);

    expect(parsed).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  test('accepts a pattern of exactly 2,048 characters', () => {
    expect(parsePattern({ a: ['x'.repeat(2_048 - FRAME)] }).ok).toBe(true);
  });

  test('makes a branch of each combination of $or', () => {
    const parsed = parsePattern({
      $or: [{ a: [1] }, { b: [2] }],
      detail: { $or: [{ c: [3] }, { d: [4] }, { e: [5] }] },
    });

    expect(
      parsed.ok && parsed.value.branches.map((branch) => branch.map(({ path }) => path).join('+')),
    ).toEqual(['a+detail.c', 'b+detail.c', 'a+detail.d', 'b+detail.d', 'a+detail.e', 'b+detail.e']);
  });

  test('refuses more than 1,000 combinations of $or', () => {
    const alternatives = Array.from({ length: 11 }, (_, index) => ({ [`f${index}`]: [index] }));
    const pattern = { a: { $or: alternatives }, b: { $or: alternatives }, c: { $or: alternatives } };

    expect(parsePattern(pattern)).toEqual({ ok: false, reason: expect.stringMatching(/1000 combinations/) });
  });
});
