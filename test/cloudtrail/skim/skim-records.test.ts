import fc from 'fast-check';
import { isObject, type JsonValue, parseJson } from '../../../lambda/cloudtrail/json.ts';
import { skimRecords } from '../../../lambda/cloudtrail/skim/skim-records.ts';

const FIELDS = ['eventSource', 'eventName', 'userIdentity.type', 'userIdentity.sessionContext.name'];

interface Seen {
  readonly json: string;
  readonly texts: readonly (string | null)[];
  readonly isOdd: boolean;
}

function skim(text: string | Buffer): readonly Seen[] | null {
  const seen: Seen[] = [];
  const understood = skimRecords(Buffer.from(text), FIELDS, (record) => {
    seen.push({ json: record.json(), texts: FIELDS.map((_, at) => record.text(at)), isOdd: record.isOdd });
  });
  return understood ? seen : null;
}

/** The same by parsing: what a plain text at a path says; undefined for anything else that is there. */
function fieldOf(record: JsonValue, path: string): string | null | undefined {
  let value: JsonValue | undefined = record;
  for (const segment of path.split('.')) {
    if (!isObject(value)) return undefined;
    value = value[segment];
    if (value === undefined) return null;
  }
  return typeof value === 'string' ? value : undefined;
}

const name = fc.constantFrom(
  'eventSource',
  'eventName',
  'userIdentity',
  'sessionContext',
  'type',
  'name',
  'é',
  '"',
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(name, fc.string()), tie('value'), { maxKeys: 5 }),
  ),
}));
const record = fc.dictionary(fc.oneof(name, fc.string()), value, { maxKeys: 6 });
const indent = fc.constantFrom(undefined, 1, '\t');

describe('skimRecords', () => {
  test('finds the records of a log file, and the texts that parsing finds', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), indent, (records, space) => {
        const seen = skim(JSON.stringify({ Records: records }, null, space)) ?? [];

        expect(seen.map(({ json }) => JSON.parse(json))).toEqual(JSON.parse(JSON.stringify(records)));
        for (const { json, texts, isOdd } of seen) {
          if (!isOdd) expect(texts).toEqual(FIELDS.map((path) => fieldOf(JSON.parse(json), path)));
        }
      }),
    );
  });

  test('finds the same in JSON lines', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n', '\r\n', ''),
        (records, end) => {
          const lines = records.map((one) => JSON.stringify({ z: 1, ...one }));

          expect(skim(lines.join(end))?.map(({ json }) => json)).toEqual(lines);
        },
      ),
    );
  });

  test('understands nothing that is no JSON', () => {
    const broken = fc.tuple(
      record,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('', '"', '\\', '{', ']', ',', 'x', '1', '\n', '\u0001'),
    );
    fc.assert(
      fc.property(broken, ([one, from, length, put]) => {
        const whole = JSON.stringify({ Records: [one, one] });
        const start = from % whole.length;
        const text = whole.slice(0, start) + put + whole.slice(start + (length % 3));
        if (skim(text) === null) return;

        expect(text.trim() === '' || linesOf(text).every((line) => parseJson(line).ok)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['a name written with an escape', '{"eventN\\u0061me":"CreateUser"}'],
    ['a name with dots', '{"userIdentity.type":"Root"}'],
    ['a field that is there twice', '{"eventName":"A","eventName":"B"}'],
    ['an object on the way that is there twice', '{"userIdentity":{"type":"Root"},"userIdentity":{}}'],
    ['a text written with an escape', '{"eventName":"Create\\u0055ser"}'],
    ['a list on the way', '{"userIdentity":[{"type":"Root"}]}'],
    ['a number', '{"eventName":5}'],
    ['null', '{"eventName":null}'],
  ])('leaves a record to the parser for %s', (_, json) => {
    expect(skim(json)).toMatchObject([{ isOdd: true }]);
  });

  test('reads texts beyond ASCII, and the same text again', () => {
    const [first, second] = skim('{"eventName":"Größe"}\n{"eventName":"Größe"}') ?? [];

    expect([first?.texts[1], second?.texts[1]]).toEqual(['Größe', 'Größe']);
  });

  test.each([
    ['nothing', ''],
    ['a list', '[{"eventName":"A"}]'],
    ['another member beside the records', '{"Records":[{"eventName":"A"}],"more":1}'],
    ['a record that is no object', '{"Records":["A"]}'],
    ['deep nesting', `{"a":${'['.repeat(80)}${']'.repeat(80)}}`],
    ['a byte order mark', '\uFEFF{"eventName":"A"}'],
  ])('does not understand %s', (_, text) => {
    expect(skim(text)).toBeNull();
  });

  test('reads bytes that begin anywhere in memory', () => {
    const memory = Buffer.from('  {"eventName":"CreateUser","eventSource":"iam.amazonaws.com"}');
    for (const offset of [0, 1, 2]) {
      expect(skim(memory.subarray(offset))).toMatchObject([
        { texts: ['iam.amazonaws.com', 'CreateUser', null, null] },
      ]);
    }
  });
});

/** What stands at the top, one value to a line. */
function linesOf(text: string): readonly string[] {
  return parseJson(text).ok ? [text] : text.split(/(?<=\})\s*(?=\{)/);
}
