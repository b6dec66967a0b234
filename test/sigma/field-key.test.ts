import { parseFieldKey } from '../../lambda/sigma/field-key.ts';

const ENCODINGS = ['base64', 'base64offset', 'utf16', 'utf16le', 'utf16be', 'wide'];
const TEXT = ['all', 'cased', 'fieldref', 'expand', 'windash', 'neq', ...ENCODINGS];
const PLACES = ['contains', 'startswith', 'endswith'];
const COMPARISONS = ['lt', 'lte', 'gt', 'gte'];
const ALL = [...PLACES, ...TEXT, ...COMPARISONS, 're', 'i', 'm', 's', 'cidr', 'exists'];

function but(list: readonly string[], left: string): readonly string[] {
  return list.filter((one) => one !== left);
}

/** Each modifier with those that may follow it; all others may not. */
const LEGAL: readonly (readonly [string, readonly string[]])[] = [
  ...PLACES.map((place) => [place, TEXT] as const),
  ['all', [...PLACES, 're', 'cidr', 'cased', 'fieldref', 'expand', 'windash', ...COMPARISONS, ...ENCODINGS]],
  ['neq', [...PLACES, 're', 'cidr', 'cased', 'fieldref', 'expand', 'windash', ...ENCODINGS]],
  ['re', ['i', 'm', 's', 'all', 'neq']],
  ['cidr', ['all', 'neq']],
  ['exists', []],
  ['cased', [...PLACES, 'all', 'neq', 'fieldref', 'expand', 'windash', ...ENCODINGS]],
  ['fieldref', [...PLACES, 'all', 'neq', 'cased']],
  ['expand', [...PLACES, 'all', 'neq', 'cased', 'windash', ...ENCODINGS]],
  ['windash', [...PLACES, 'all', 'neq', 'cased', 'expand']],
  ...ENCODINGS.map(
    (one) => [one, [...PLACES, 'all', 'neq', 'cased', 'expand', ...but(ENCODINGS, one)]] as const,
  ),
  ...COMPARISONS.map((one) => [one, ['all']] as const),
];

describe('the modifiers of a field', () => {
  test('are all in the table but the flags', () => {
    const inTable = new Set(LEGAL.map(([modifier]) => modifier));

    expect(inTable).toEqual(new Set(ALL.filter((modifier) => !['i', 'm', 's'].includes(modifier))));
  });

  test.each(LEGAL)('%s alone is legal', (modifier) => {
    expect(parseFieldKey(`userAgent|${modifier}`)).toEqual({
      ok: true,
      key: { field: 'userAgent', modifiers: [modifier] },
    });
  });

  test.each(LEGAL)('%s may be followed by %j', (modifier, legal) => {
    const accepted = ALL.filter((next) => parseFieldKey(`f|${modifier}|${next}`).ok);

    expect(new Set(accepted)).toEqual(new Set(legal));
  });

  test.each(['i', 'm', 's'])('%s is a flag of re', (flag) => {
    const others = but(['i', 'm', 's'], flag);

    expect(parseFieldKey(`f|${flag}`)).toEqual({
      ok: false,
      offset: 2,
      reason: `"${flag}" is a flag of "re" and must follow it`,
    });
    expect(parseFieldKey(`f|${flag}|re`).ok).toBe(false);
    expect(others.every((other) => parseFieldKey(`f|re|${flag}|${other}`).ok)).toBe(true);
    expect(parseFieldKey(`f|re|${flag}|${flag}`).ok).toBe(false);
  });

  test.each(ALL.map((modifier) => [modifier]))('%s stands once', (modifier) => {
    expect(parseFieldKey(`f|re|${modifier}|${modifier}`).ok).toBe(false);
    expect(parseFieldKey(`f|${modifier}|${modifier}`).ok).toBe(false);
  });

  test.each(['minute', 'hour', 'day', 'week', 'month', 'year'])(
    '%s is refused with what to use instead',
    (part) => {
      expect(parseFieldKey(`eventTime|${part}`)).toMatchObject({
        ok: false,
        offset: 10,
        reason: expect.stringContaining('use fact.time'),
      });
    },
  );

  test.each([
    ['an unknown one', 'f|contians', 2, 'unknown modifier "contians" — did you mean "contains"?'],
    ['an empty one', 'f||contains', 2, 'a modifier is missing after "|"'],
    ['capitals', 'f|Contains', 2, 'unknown modifier "Contains" — did you mean "contains"?'],
    [
      'the second of two that clash',
      'f|contains|endswith',
      11,
      '"endswith" cannot be combined with "contains"',
    ],
    ['no field', '', 0, 'a field without a name'],
    ['an empty part', 'a..b', 0, 'the field name "a..b" has an empty part'],
    ['a name every object has', 'a.constructor', 0, '"constructor" cannot be the name of a field'],
  ])('%s is refused at its place', (_, text, offset, reason) => {
    expect(parseFieldKey(text)).toEqual({ ok: false, offset, reason });
  });
});
