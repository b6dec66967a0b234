import fc from 'fast-check';
import { matchesRegex } from '../../../lambda/sigma/regex/match-regex.ts';
import { compileRegex } from '../../../lambda/sigma/regex/program.ts';
import type { RegexFlags } from '../../../lambda/sigma/regex/syntax.ts';

const PLAIN: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

function compiled(pattern: string, flags: RegexFlags = PLAIN) {
  const result = compileRegex(pattern, flags);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

const leaf = fc.constantFrom(
  'a',
  'b',
  'C',
  '.',
  '[ab]',
  '[^a]',
  '\\d',
  '\\w',
  '\\.',
  '-',
  '1',
  '[a-c1]',
  '\\b',
);
const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{2,}', '*?', '+?');
const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3 },
    tie('piece'),
    fc.tuple(tie('piece'), tie('pattern')).map((parts) => parts.join('')),
    fc.tuple(tie('piece'), tie('pattern')).map((parts) => parts.join('|')),
  ),
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(leaf, quantifier).map(([text, count]) => (text === '\\b' ? text : text + count)),
    fc.tuple(tie('pattern'), quantifier).map(([text, count]) => `(${text})${count}`),
  ),
}));
const anchored = fc
  .tuple(fc.constantFrom('', '^'), pattern, fc.constantFrom('', '$'))
  .map(([start, middle, end]) => `${start}${middle}${end}`);
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'A', 'C', '1', '.', '-', '\n'),
  maxLength: 12,
});
const flags = fc.record({ ignoreCase: fc.boolean(), multiline: fc.boolean(), dotAll: fc.boolean() });

describe('a regular expression', () => {
  test('matches what the engine of the language matches', () => {
    fc.assert(
      fc.property(anchored, text, flags, (source, value, given) => {
        const result = compileRegex(source, given);
        fc.pre(result.ok);
        const letters = `${given.ignoreCase ? 'i' : ''}${given.multiline ? 'm' : ''}${given.dotAll ? 's' : ''}`;
        expect(result.ok && matchesRegex(result.value, value)).toBe(new RegExp(source, letters).test(value));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    '(a+)+$',
    '(a*)*b',
    '(a|a)*c',
    '(a|aa)+$',
    '([a-z]+)*=',
    '(.*a){20,}x',
    '(\\w+\\s?)*$',
    '(x+x+)+y',
    '((a|b)*)*c',
  ])('is refused when other engines could hang on it: %s', (source) => {
    expect(compileRegex(source, PLAIN)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('hangs'),
    });
  });

  test.each([
    '.+:assumed-role/aws:.+',
    '^(?:[^/]+/)*end$',
    '(?:\\w+\\.)+com',
    '^arn:aws[a-z-]*:iam::\\d{12}:(user|role)/.*admin.*$',
    '(foo|bar)*baz',
    '.*a.*b.*c.*d',
    '[\\w.+-]+@[\\w-]+\\.[a-z]{2,}',
    '.{1,500}x',
  ])('is accepted when it cannot: %s', (source) => {
    expect(compileRegex(source, PLAIN)).toMatchObject({ ok: true });
  });

  test('reads a text of 100 KB in time, where backtracking would not end', () => {
    const value = 'abc'.repeat(34_000);
    const started = performance.now();

    expect(matchesRegex(compiled('a.*b.*c.*a.*b.*c.*d$'), value)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test.each([
    ['(?=a)b', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(a)\\1', 'back-references such as \\1'],
    ['a++', 'possessive quantifiers'],
    ['a**', 'two quantifiers in a row'],
    ['*a', 'a "*" that has nothing to repeat'],
    ['^*', 'a quantifier that has nothing to repeat'],
    ['(a', 'a "(" that is never closed'],
    ['a)', 'a ")" that no "(" opens'],
    ['[a', 'a "[" that is never closed'],
    ['[z-a]', 'runs backwards'],
    ['a{5,2}', '{5,2} counts backwards'],
    ['a{5000}', 'more than 1000 repetitions'],
    ['(a{900}){900}', 'longer than 2000 steps'],
    ['\\p{L}', 'the escape \\p is not part'],
    ['[[:alpha:]]', 'classes such as [:alpha:]'],
    ['a\\', 'a backslash at the end'],
    ['('.repeat(1_000), 'groups nested more than 50 deep'],
  ])('is refused with the reason: %s', (source, reason) => {
    expect(compileRegex(source, PLAIN)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });

  test.each(['a{', 'a{,3}', 'x{y}', ']', '[]a]', '[a-]', '[\\d-x]', '\\x41', '\\u0041', '\\/', 'a|', ''])(
    'of an unusual form is accepted: %s',
    (source) => {
      expect(compileRegex(source, PLAIN)).toMatchObject({ ok: true });
    },
  );
});
