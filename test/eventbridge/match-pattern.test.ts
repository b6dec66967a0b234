import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { matchPattern, parsePattern } from '../../lambda/eventbridge/match-pattern.ts';

function matches(pattern: JsonValue, event: JsonObject): boolean {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(parsed.reason);
  return matchPattern(parsed.value, event);
}

/** What is tested, the tests on field `a`, the values of `a` that pass, the values that do not. */
const operators: readonly (readonly [string, JsonValue[], JsonValue[], JsonValue[]])[] = [
  ['text, exactly', ['x'], ['x', ['y', 'x']], ['X', 'xx', '', null, ['y'], {}, []]],
  ['empty text', [''], ['', ['']], [' ', null, 'x']],
  ['null', [null], [null, ['x', null]], ['null', false, 0, '']],
  ['truth', [true], [true], ['true', false, 1]],
  ['a number, not its text', [5], [5, 5.0], ['5', 5.1, null]],
  ['a number too big to compare', [123456789012], [123456789012], ['123456789012']],
  ['prefix', [{ prefix: 'us-' }], ['us-', 'us-east-1'], ['US-east-1', 'aus-', 5, null]],
  ['empty prefix', [{ prefix: '' }], ['', 'x'], [1, null, true]],
  ['suffix', [{ suffix: '.png' }], ['.png', 'a.png'], ['a.PNG', 'png']],
  [
    'prefix in any case',
    [{ prefix: { 'equals-ignore-case': 'EventB' } }],
    ['eventbridge', 'EVENTB'],
    ['event'],
  ],
  ['suffix in any case', [{ suffix: { 'equals-ignore-case': '.PnG' } }], ['a.png', '.PNG'], ['png']],
  ['any case', [{ 'equals-ignore-case': 'Alice' }], ['ALICE', 'alice'], ['alice ', 'Bob', 1]],
  ['wildcard', [{ wildcard: 'a*c*e' }], ['ace', 'abcde', 'a*c*e'], ['abcd', 'bace', 'ae', 'Ace']],
  ['wildcard that would overlap', [{ wildcard: 'ab*ba' }], ['abba', 'abxba'], ['aba']],
  ['a lone star', [{ wildcard: '*' }], ['', 'x'], [1, null]],
  ['an escaped star', [{ wildcard: 'a\\*b\\\\*' }], ['a*b\\', 'a*b\\x'], ['axb\\', 'a*b']],
  ['numeric equality', [{ numeric: ['=', 3.018e2] }], [301.8], ['301.8', 301]],
  ['numeric range', [{ numeric: ['>', 0, '<=', 5] }], [5, 0.000001], [0, 5.000001, '3', null]],
  ['numeric limits', [{ numeric: ['>=', -5] }], [-5, 5_000_000_000], [-6, 5_000_000_001, 0.0000001]],
  ['existence', [{ exists: true }], ['x', null, false, ['x']], [[], {}, { b: 1 }]],
  ['absence', [{ exists: false }], [[], {}, { b: 1 }], ['x', null, false]],
  [
    'IPv4 block',
    [{ cidr: '10.0.0.0/24' }],
    ['10.0.0.0', '10.0.0.255'],
    ['10.0.1.0', '9.255.255.255', 'x', 10],
  ],
  [
    'IPv4 block by any of its addresses',
    [{ cidr: '192.0.2.77/25' }],
    ['192.0.2.1', '192.0.2.127'],
    ['192.0.2.128'],
  ],
  ['IPv6 block', [{ cidr: '2001:db8::/32' }], ['2001:db8:1::1', '2001:DB8::'], ['2001:db9::', '32.1.13.184']],
  [
    'a service as source address',
    [{ cidr: '0.0.0.0/0' }],
    ['192.0.2.1'],
    ['cloudformation.amazonaws.com', '::1'],
  ],
  ['an address by value', ['2001:DB8::1'], ['2001:db8:0:0::1'], ['2001:db8::2']],
  ['anything but a text', [{ 'anything-but': 'x' }], ['y', 5, null, true, ['x', 'y']], ['x', ['x'], [], {}]],
  ['anything but texts', [{ 'anything-but': ['x', 'y'] }], ['z', 'X'], ['x', 'y']],
  ['anything but numbers', [{ 'anything-but': [100, 200] }], [300, '100'], [100, 200]],
  ['anything but a prefix', [{ 'anything-but': { prefix: 'us-' } }], ['eu-', 'US-'], ['us-', 'us-east-1']],
  ['anything but prefixes', [{ 'anything-but': { prefix: ['a', 'b'] } }], ['c'], ['ax', 'bx']],
  ['anything but a suffix', [{ 'anything-but': { suffix: '.png' } }], ['a.txt'], ['a.png']],
  ['anything but a wildcard', [{ 'anything-but': { wildcard: '*/lib/*' } }], ['/bin/x'], ['/usr/lib/x']],
  ['anything but in any case', [{ 'anything-but': { 'equals-ignore-case': ['A', 'b'] } }], ['c'], ['a', 'B']],
  ['one of several tests', ['x', { prefix: 'y' }, 7], ['x', 'yy', 7], ['z', 'xy', 8]],
];

describe('matchPattern', () => {
  test.each(operators)('tests %s', (_, tests, passing, failing) => {
    const verdict = (value: JsonValue): boolean =>
      matches({ detail: { a: tests } }, { detail: { a: value } });

    expect(passing.filter((value) => !verdict(value))).toEqual([]);
    expect(failing.filter(verdict)).toEqual([]);
  });

  test('needs every field and is content with more', () => {
    const pattern = { source: ['aws.iam'], detail: { eventName: ['CreateUser'] } };

    expect(matches(pattern, { source: 'aws.iam', detail: { eventName: 'CreateUser', more: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'aws.iam', detail: { eventName: 'DeleteUser' } })).toBe(false);
    expect(matches(pattern, { detail: { eventName: 'CreateUser' } })).toBe(false);
  });

  test('takes an absent field for absent wherever the path breaks off', () => {
    const pattern = { detail: { a: { b: [{ exists: false }] } } };

    expect(matches(pattern, {})).toBe(true);
    expect(matches(pattern, { detail: { a: 'text' } })).toBe(true);
    expect(matches(pattern, { detail: { a: { b: null } } })).toBe(false);
  });

  test('reads dots in names as steps of the path', () => {
    expect(matches({ detail: { 'a.b': ['x'] } }, { detail: { a: { b: 'x' } } })).toBe(true);
  });

  test('looks through arrays of objects, nested ones too', () => {
    const event = {
      employees: [[{ firstName: 'Anna', lastName: 'Smith' }], [{ firstName: 'Peter', lastName: 'Jones' }]],
    };

    expect(matches({ employees: { firstName: ['Anna'] } }, event)).toBe(true);
    expect(matches({ employees: { firstName: ['Anna'], lastName: ['Smith'] } }, event)).toBe(true);
    expect(matches({ employees: { firstName: ['Anna'], lastName: ['Jones'] } }, event)).toBe(false);
  });

  test('combines elements of different arrays', () => {
    const event = { a: [{ x: 1 }, { x: 2 }], b: [{ y: 1 }, { y: 2 }] };

    expect(matches({ a: { x: [1] }, b: { y: [2] } }, event)).toBe(true);
  });

  test('takes a field for absent when only another element has it', () => {
    const event = { list: [{ a: 'x' }, { a: 'y', b: 'z' }] };

    expect(matches({ list: { a: ['x'], b: [{ exists: false }] } }, event)).toBe(true);
    expect(matches({ list: { a: ['y'], b: [{ exists: false }] } }, event)).toBe(false);
  });

  test('needs one of the alternatives of $or, and the fields beside it', () => {
    const pattern = {
      source: ['aws.cloudwatch'],
      $or: [{ metric: ['CPU'] }, { type: ['T'], $or: [{ id: [1] }, { space: [2] }] }],
    };

    expect(matches(pattern, { source: 'aws.cloudwatch', metric: 'CPU' })).toBe(true);
    expect(matches(pattern, { source: 'aws.cloudwatch', type: 'T', space: 2 })).toBe(true);
    expect(matches(pattern, { source: 'aws.cloudwatch', type: 'T' })).toBe(false);
    expect(matches(pattern, { source: 'aws.ec2', metric: 'CPU' })).toBe(false);
  });

  test('a wildcard agrees with the regular expression of the same meaning', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), {
      maxLength: 4,
    });

    fc.assert(
      fc.property(pieces, fc.boolean(), fc.boolean(), text, (parts, opens, closes, value) => {
        const wildcard = `${opens ? '*' : ''}${parts.join('*')}${closes && parts.length > 0 ? '*' : ''}`;
        const expected = new RegExp(`^${wildcard.replaceAll('*', '.*')}$`).test(value);

        expect(matches({ a: [{ wildcard }] }, { a: value })).toBe(expected);
      }),
    );
  });

  test('anything-but of texts is the opposite of exactly these texts, for a single text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        fc.string({ maxLength: 3 }),
        (texts, value) => {
          const excluded = matches({ a: texts.map((text) => ({ exactly: text })) }, { a: value });

          expect(matches({ a: [{ 'anything-but': texts }] }, { a: value })).toBe(!excluded);
        },
      ),
    );
  });
});
