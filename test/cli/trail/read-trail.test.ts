import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { JsonSplitter } from '../../../cli/trail/json-splitter.ts';
import { readItems, readTrail, type TrailItem, TrailPathError } from '../../../cli/trail/read-trail.ts';
import type { JsonObject, JsonValue } from '../../../lambda/cloudtrail/json.ts';

function record(eventID: string, more: JsonObject = {}): JsonObject {
  return { eventID, eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', ...more };
}

const ONE = record('1', { note: 'a "quoted" [bracket] {brace} \\ é 漢字' });
const TWO = record('2', { resources: [{ a: [] }], Records: 'none' });

async function* chunks(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function collect(items: AsyncIterable<TrailItem>): Promise<TrailItem[]> {
  const list: TrailItem[] = [];
  for await (const item of items) {
    list.push(item);
  }
  return list;
}

async function read(content: string | Buffer, size = 1 << 16): Promise<string[]> {
  const items = await collect(readItems('f', chunks(Buffer.from(content), size)));
  return items.map((item) =>
    item.kind === 'record' ? String(item.record['eventID']) : `${item.line}: ${item.reason}`,
  );
}

function lines(...values: JsonValue[]): string {
  return values.map((value) => JSON.stringify(value)).join('\n');
}

const event = { 'detail-type': 'AWS API Call via CloudTrail', detail: ONE };
const sns = {
  Type: 'Notification',
  TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t',
  Message: JSON.stringify(event),
};

describe('readItems', () => {
  test.each<[string, string | Buffer]>([
    ['a log file', JSON.stringify({ Records: [ONE, TWO] })],
    ['a log file with other members', JSON.stringify({ a: [1], Records: [ONE, TWO], b: [{}] })],
    ['a log file written over many lines', JSON.stringify({ Records: [ONE, TWO] }, null, 2)],
    ['log files one after another', JSON.stringify({ Records: [ONE] }) + JSON.stringify({ Records: [TWO] })],
    ['JSON lines', `${lines(ONE, TWO)}\n`],
    [
      'JSON lines with Windows line ends and blank lines',
      `\r\n${lines(ONE, TWO).replace('\n', '\r\n\r\n')}\r\n`,
    ],
    ['JSON lines with commas', `${JSON.stringify(ONE)},\n${JSON.stringify(TWO)},\n`],
    ['records over many lines', `${JSON.stringify(ONE, null, 2)}\n${JSON.stringify(TWO, null, 2)}`],
    ['a list', JSON.stringify([ONE, TWO])],
    ['a list over many lines', JSON.stringify([ONE, TWO], null, 1)],
    ['a byte order mark', `\ufeff${lines(ONE, TWO)}`],
    ['UTF-16', Buffer.from(`\ufeff${lines(ONE, TWO)}`, 'utf16le')],
    ['gzip', gzipSync(lines(ONE, TWO))],
    ['gzip of several members', Buffer.concat([gzipSync(`${lines(ONE)}\n`), gzipSync(lines(TWO))])],
    ['EventBridge events', lines(event, { ...event, detail: TWO })],
    ['SNS envelopes', lines(sns, TWO)],
    [
      'SNS records of a Lambda event',
      JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns: sns }, TWO] }),
    ],
    [
      'SQS records',
      JSON.stringify({ Records: [{ eventSource: 'aws:sqs', body: JSON.stringify(sns) }, TWO] }),
    ],
    [
      'an answer of ReceiveMessage',
      JSON.stringify({ Messages: [{ Body: JSON.stringify(sns) }, { Body: lines(TWO) }] }),
    ],
    [
      'an answer of LookupEvents',
      JSON.stringify(
        { Events: [ONE, TWO].map((each) => ({ CloudTrailEvent: JSON.stringify(each) })) },
        null,
        4,
      ),
    ],
    ['two lists in one object', JSON.stringify({ Records: [ONE], x: [], Events: [TWO] }, null, 1)],
    ['two lists in one object on one line', JSON.stringify({ Records: [ONE], x: [], Events: [TWO] })],
    [
      'CloudWatch log events',
      JSON.stringify({ events: [ONE, TWO].map((each) => ({ message: JSON.stringify(each) })) }),
    ],
  ])('reads the records of %s, however the bytes are cut', async (_, content) => {
    expect(await read(content)).toEqual(['1', '2']);
    expect(await read(content, 1)).toEqual(['1', '2']);
    expect(await read(content, 7)).toEqual(['1', '2']);
  });

  test('reads records as they were written', async () => {
    const [item] = await collect(
      readItems('f', chunks(Buffer.from(JSON.stringify({ Records: [ONE] }, null, 1)), 3)),
    );

    expect(item).toEqual({ kind: 'record', record: ONE, file: 'f' });
  });

  test('gives the same items wherever the bytes are cut', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        lines(ONE),
        lines(TWO),
        '{"Records":[',
        ']}',
        '\n',
        ',',
        '"',
        '{',
        '[',
        'garbage',
        '\\',
        ' ',
      ),
      fc.constantFrom(
        JSON.stringify({ Records: [ONE, TWO] }, null, 1),
        JSON.stringify([ONE]),
        '\ufeff',
        '"Events":[',
      ),
      fc.json(),
    );
    const content = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 40 }), async (text, size) => {
        const bytes = Buffer.from(text);
        const whole = await collect(readItems('f', chunks(bytes, bytes.length + 1)));
        expect(await collect(readItems('f', chunks(bytes, size)))).toEqual(whole);
      }),
    );
  });

  test('loses only the line that is cut off', async () => {
    const text = `${lines(ONE)}\n${lines(TWO).slice(0, 40)}\n${lines(TWO)}\n`;

    expect(await read(text)).toEqual(['1', expect.stringMatching(/^2: not JSON/), '2']);
  });

  test('loses no neighbour of a line cut off where the next line could belong to it', async () => {
    const text = `{"eventID":"0","requestParameters":\n${lines(ONE)}\n${lines(TWO)}\n`;

    expect(await read(text)).toEqual([expect.stringMatching(/^1: not JSON/), '1', '2']);
  });

  test('loses only the broken record of a log file', async () => {
    const text = `{"Records":[${JSON.stringify(ONE)},{"eventID":tru},${JSON.stringify(TWO)}]}`;

    expect(await read(text)).toEqual(['1', expect.stringMatching(/^1: not JSON/), '2']);
  });

  test('keeps what was read of a log file that is cut off', async () => {
    const text = JSON.stringify({ Records: [ONE, TWO] });

    const found = await read(text.slice(0, -20));

    expect(found[0]).toBe('1');
    expect(found.slice(1).join()).toContain('middle of a list');
  });

  test('keeps what was read of gzip that is cut off', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => record(String(index), { n: Math.sin(index) }));
    const whole = gzipSync(lines(...many));

    const found = await read(whole.subarray(0, whole.length - 100), 1000);

    expect(found[0]).toBe('0');
    expect(found.length).toBeGreaterThan(4000);
    expect(found.at(-1)).toContain('damaged gzip');
  });

  test.each<[string, string, string]>([
    [
      'a digest file',
      JSON.stringify({ awsAccountId: '1', digestStartTime: 'x' }),
      '1: a CloudTrail digest file',
    ],
    ['JSON of something else', '{"a":1}', '1: JSON, but no CloudTrail record'],
    ['a number', '7', '1: JSON, but a number'],
    ['text', 'hello\nworld', '1: not JSON'],
    ['an empty file', '', '1: empty'],
    ['an S3 notification', JSON.stringify({ Records: [{ eventSource: 'aws:s3' }] }), '1: an S3 notification'],
    [
      'an S3 event',
      JSON.stringify({ 'detail-type': 'Object Created', detail: {} }),
      '1: an EventBridge event without',
    ],
    ['JSON in JSON without end', `${'['.repeat(50)}${']'.repeat(50)}`, '1: wrapped more than'],
  ])('says why it cannot read %s', async (_, content, reason) => {
    const [found] = await read(content);

    expect(found?.slice(0, reason.length)).toBe(reason);
  });

  test('goes on behind a cut-off line at once, not at the end of the file', () => {
    const splitter = new JsonSplitter();

    const pieces = splitter.push(Buffer.from(`{"eventID":"0"\n${lines(ONE)}\n${lines(TWO)}\n`));

    expect(pieces.map(({ kind }) => kind)).toEqual(['broken', 'value', 'value']);
  });

  test('counts lines', async () => {
    expect(await read(`${lines(ONE)}\n\n{"a":\n1}\n${lines(TWO)}`)).toEqual([
      '1',
      expect.stringMatching(/^3: /),
      '2',
    ]);
  });

  test('keeps less in memory than a list is long', async () => {
    const padding = 'x'.repeat(200_000);
    async function* long() {
      yield Buffer.from('{"Records":[');
      for (let index = 0; index < 400; index++) {
        yield Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(record(String(index), { padding }))}`);
      }
      yield Buffer.from(']}');
    }
    const before = process.memoryUsage().arrayBuffers;
    let count = 0;
    for await (const item of readItems('f', long())) {
      count += item.kind === 'record' ? 1 : 0;
    }

    expect(count).toBe(400);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });
});

describe('readTrail', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'trail-'));
    mkdirSync(path.join(folder, 'b'));
    writeFileSync(path.join(folder, 'b', 'x.json.gz'), gzipSync(JSON.stringify({ Records: [TWO] })));
    writeFileSync(path.join(folder, 'a.json'), lines(ONE));
    writeFileSync(path.join(folder, 'c.json'), lines(record('3')));
    writeFileSync(path.join(folder, '.hidden'), 'x');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function ids(paths: string[], stdin = ''): Promise<unknown[]> {
    const items = await collect(readTrail(paths, Readable.from([Buffer.from(stdin)])));
    return items.map((item) => (item.kind === 'record' ? item.record['eventID'] : item.reason));
  }

  test('reads a folder and what is below it in the order of names', async () => {
    expect(await ids([folder])).toEqual(['1', '2', '3']);
  });

  test('reads files and the standard input in the order given', async () => {
    expect(await ids([path.join(folder, 'c.json'), '-', path.join(folder, 'a.json')], lines(TWO))).toEqual([
      '3',
      '2',
      '1',
    ]);
  });

  test('fails before the first item when a path does not exist', async () => {
    const seen: TrailItem[] = [];
    const reading = (async () => {
      for await (const item of readTrail([folder, path.join(folder, 'none')], Readable.from([]))) {
        seen.push(item);
      }
    })();

    await expect(reading).rejects.toThrow(TrailPathError);
    await expect(reading).rejects.toThrow(/none: no such file or folder$/);
    expect(seen).toEqual([]);
  });
});
