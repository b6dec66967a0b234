import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createSieve, nothingSifted, type Period } from '../../../cli/replay/sieve.ts';
import { siftFile } from '../../../cli/replay/sift-file.ts';
import { readItems } from '../../../cli/trail/read-trail.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { DEFAULT_CONFIG } from '../../../lambda/config/default-config.ts';
import { compileCatalogue } from '../../../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../../../lambda/sigma/read-rules.ts';
import { callRecord, ruleText } from '../../sigma/rule-arbitrary.ts';

const EVER: Period = { since: null, until: null };

function policyOf(texts: readonly string[]) {
  const files = texts.map((text, index) => readRuleFile(`rule-${index}`, `rule-${index}.yml`, text));
  const { catalogue } = compileCatalogue(
    files.flatMap(({ documents }) => documents),
    { levels: {} },
  );
  return { catalogue, config: DEFAULT_CONFIG };
}

const USERS = JSON.stringify({
  title: 'A user',
  level: 'medium',
  logsource: { product: 'aws', service: 'cloudtrail' },
  detection: { a: { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' }, condition: 'a' },
});

const call = (eventName: string, more: JsonObject = {}): JsonObject => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  eventType: 'AwsApiCall',
  eventTime: '2026-11-20T10:00:00Z',
  recipientAccountId: '111122223333',
  eventID: `id-${eventName}`,
  ...more,
});

/** What comes of the text by parsing all of it. */
async function slowly(text: string, texts: readonly string[], period: Period) {
  const sieve = createSieve(policyOf(texts), ['edge'], period);
  const into = nothingSifted();
  async function* bytes() {
    yield Buffer.from(text);
  }
  for await (const item of readItems('file', bytes())) sieve.siftItem(item, into);
  return into;
}

describe('the sieve', () => {
  test('sorts records the same way unparsed and parsed', async () => {
    const damage = fc.constantFrom('', '', '', '"', '\n{', ',', '\\u0041', ' ');
    const wrapping = fc.constantFrom(
      (records: readonly JsonObject[]) => JSON.stringify({ Records: records }),
      (records: readonly JsonObject[]) => records.map((record) => JSON.stringify(record)).join('\n'),
      (records: readonly JsonObject[]) => JSON.stringify({ Records: records }, null, 2),
      (records: readonly JsonObject[]) => JSON.stringify(records),
    );
    const periods = fc.constantFrom<Period>(EVER, { since: Date.UTC(2026, 0), until: null });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ruleText, { minLength: 1, maxLength: 3 }),
        fc.array(fc.oneof(callRecord, fc.constant(call('CreateUser'))), { minLength: 1, maxLength: 6 }),
        wrapping,
        fc.tuple(fc.nat(), damage),
        periods,
        async (texts, records, wrapped, [place, put], period) => {
          const whole = wrapped(records);
          const text = whole.slice(0, place % whole.length) + put + whole.slice(place % whole.length);
          const quick = createSieve(policyOf(texts), ['edge'], period).siftBytes(Buffer.from(text));
          if (quick !== null) expect(quick).toEqual(await slowly(text, texts, period));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('understands log files as AWS writes them', () => {
    const bytes = Buffer.from(JSON.stringify({ Records: [call('ListUsers'), call('CreateUser')] }));

    expect(createSieve(policyOf([USERS]), ['edge'], EVER).siftBytes(bytes)).toMatchObject({
      seen: 2,
      filtered: 1,
      wanted: [{ at: Date.UTC(2026, 10, 20, 10), event: { detail: { eventName: 'CreateUser' } } }],
    });
  });

  test('leaves out what was made before and after the period', () => {
    const records = ['09:59:59', '10:00:00', '10:59:59', '11:00:00'].map((time) =>
      call('CreateUser', { eventTime: `2026-11-20T${time}Z`, eventID: time }),
    );
    const bytes = Buffer.from(JSON.stringify({ Records: records }));
    const period = { since: Date.UTC(2026, 10, 20, 10), until: Date.UTC(2026, 10, 20, 11) };

    expect(createSieve(policyOf([USERS]), ['edge'], period).siftBytes(bytes)).toMatchObject({ seen: 2 });
  });
});

describe('siftFile', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sift-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const sieve = createSieve(policyOf([USERS]), ['edge'], EVER);
  const written = (name: string, bytes: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };

  test.each<[string, string | Buffer, object]>([
    ['compressed', gzipSync(JSON.stringify({ Records: [call('CreateUser')] })), { seen: 1, unreadable: 0 }],
    ['cut off', `${JSON.stringify(call('ListUsers'))}\n{"eventName":"Crea`, { seen: 1, unreadable: 1 }],
    ['empty', '', { seen: 0, unreadable: 1 }],
    ['no log at all', 'hello', { seen: 0, unreadable: 1 }],
  ])('says what is in a file that is %s', async (name, bytes, expected) => {
    expect(await siftFile(written(name, bytes), sieve)).toMatchObject(expected);
  });

  test('says why a file cannot be read', async () => {
    expect(await siftFile(path.join(folder, 'nowhere'), sieve)).toMatchObject({
      unreadable: 1,
      problems: [expect.stringContaining('ENOENT')],
    });
  });
});
