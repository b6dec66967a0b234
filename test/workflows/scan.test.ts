import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { createInMemoryTrailArchive } from '../../lambda/adapters/in-memory/trail-archive.ts';
import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Outcome } from '../../lambda/ports/outcome.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { createMatcher } from '../../lambda/sigma/rule-matcher.ts';
import { scanMessage } from '../../lambda/workflows/scan.ts';
import { record, START } from './messages.ts';
import { CATALOGUE } from './rules.ts';
import { createWorld, MINUTE_MS, only } from './world.ts';

const RULES = `
title: A secret was read
id: 21111111-0000-4000-8000-000000000001
status: stable
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: GetSecretValue }, condition: selection }
level: high
feed: archive
---
title: Many refusals
id: 21111111-0000-4000-8000-000000000002
status: stable
correlation:
  type: event_count
  rules: [refused]
  group-by: [userIdentity.arn]
  timespan: 10m
  condition: { gte: 3 }
level: high
feed: archive
---
title: A refusal
id: 21111111-0000-4000-8000-000000000003
name: refused
status: stable
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: DescribeRefused, errorCode: AccessDenied }, condition: selection }
level: informational
feed: archive
`;

const { catalogue } = compileCatalogue(readRuleFile('test/files', 'test/files.yml', RULES).documents, {
  levels: {},
});
const secretRules = catalogue.rules.filter(({ match }) => match.ruleId === 'test/files');

function scanningWorld(files: Readonly<Record<string, readonly JsonObject[] | Outcome<Buffer>>>) {
  const world = createWorld();
  const stored = new Map(
    Object.entries(files).map(([key, file]) => [
      `trail/${key}`,
      'kind' in file ? file : Buffer.from(JSON.stringify({ Records: file })),
    ]),
  );
  const { quarantine, metrics } = world.ports;
  const ports = {
    ...world.ports,
    quarantine,
    metrics,
    archive: createInMemoryTrailArchive(stored),
    correlations: { watch: watchOf(catalogue, ['archive']), memory: createInMemoryMemory(world.clock) },
    archiveRules: createMatcher(secretRules),
    edgeRules: createMatcher(CATALOGUE.rules),
  };
  const scan = (body: string) => scanMessage(ports, { messageId: 'm-1', body });
  const scanFile = (key: string) => scan(notification(key));
  return { world, scan, scanFile };
}

const notification = (key: string) =>
  JSON.stringify({
    Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'trail' }, object: { key } } }],
  });

const refusal = (id: number) =>
  record({
    eventID: `refused-${id}`,
    eventName: 'DescribeRefused',
    errorCode: 'AccessDenied',
    eventTime: new Date(START - MINUTE_MS + id * 1_000).toISOString(),
  });

const ordinary = record({ eventID: 'ordinary', eventName: 'DescribeInstances' });
const secret = record({ eventID: 'secret', eventName: 'GetSecretValue' });
const created = record({ eventID: 'created' });

describe('reading the files of the trail', () => {
  test('rules of its feed page, in the next drain', async () => {
    const { world, scanFile } = scanningWorld({ 'a.json': [ordinary, secret] });

    expect(await scanFile('a.json')).toMatchObject({
      kind: 'done',
      report: { objects: 1, records: 2, parsed: 1, decided: 1, reconciled: 0 },
    });
    await world.drain();

    expect(only(world.incidents()).pages[0]?.summary).toContain('A secret was read');
  });

  test('correlations hold over several files', async () => {
    const { world, scanFile } = scanningWorld({
      'a.json': [refusal(1), refusal(2)],
      'b.json': [refusal(3)],
    });
    await scanFile('a.json');
    await world.drain();
    expect(world.incidents()).toEqual([]);

    await scanFile('b.json');
    await world.drain();

    expect(only(world.incidents()).pages[0]?.summary).toContain('Many refusals');
  });

  test('a file told of again changes nothing', async () => {
    const { world, scanFile } = scanningWorld({ 'a.json': [refusal(1), refusal(2), refusal(3), secret] });
    for (let time = 0; time < 3; time += 1) await scanFile('a.json');
    await world.drain();

    expect(world.incidents()).toHaveLength(2);
    expect((await world.cases()).map(({ calls }) => calls.length)).toEqual([1, 1]);
  });

  test('a call that the edge did not bring is asked about, and counted', async () => {
    const { world, scanFile } = scanningWorld({ 'a.json': [created] });

    expect(await scanFile('a.json')).toMatchObject({ report: { reconciled: 1, decided: 0 } });
    await world.drain();
    expect(world.asked()).toHaveLength(1);

    await world.deliverCalls(created);
    await world.drain();
    expect(world.asked()).toHaveLength(1);
  });

  test('a call that the edge brought is left alone', async () => {
    const { world, scanFile } = scanningWorld({ 'a.json': [created] });
    await world.deliverCalls(created);
    await world.drain();

    expect(await scanFile('a.json')).toMatchObject({ report: { reconciled: 0 } });
    expect(world.asked()).toHaveLength(1);
  });

  test('what the archive says of a call stands beside what the edge said', async () => {
    const both = record({ eventID: 'both', eventName: 'CreateUser' });
    const { world, scanFile } = scanningWorld({ 'a.json': [both, { ...secret, eventID: 'both' }] });
    await world.deliverCalls(both);
    await world.drain();
    await scanFile('a.json');
    await world.drain();

    expect(world.asked()).toHaveLength(1);
    expect(world.incidents()).toHaveLength(1);
  });

  test.each([
    ['an SNS envelope', JSON.stringify({ Type: 'Notification', Message: notification('a%2Bb+c.json') })],
    [
      'an event of EventBridge',
      JSON.stringify({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: { bucket: { name: 'trail' }, object: { key: 'a+b c.json' } },
      }),
    ],
  ])('%s tells of a file', async (_name, body) => {
    const { scan } = scanningWorld({ 'a+b c.json': [secret] });

    expect(await scan(body)).toMatchObject({ report: { objects: 1, decided: 1 } });
  });

  test('the test message of S3 is nothing', async () => {
    const { scan, world } = scanningWorld({});

    expect(await scan(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent' }))).toMatchObject({
      kind: 'done',
      report: { objects: 0 },
    });
    expect(await world.quarantined()).toEqual([]);
  });

  test.each([
    ['a file that is none of CloudTrail', { kind: 'delivered', value: Buffer.from('hello') } as const],
    ['a file that is gone', { kind: 'permanent', reason: 'NoSuchKey' } as const],
  ])('%s is quarantined, and the next is read', async (_name, broken) => {
    const { world, scanFile } = scanningWorld({ 'bad.json': broken, 'a.json': [secret] });

    expect(await scanFile('bad.json')).toMatchObject({ kind: 'done', report: { quarantined: 1 } });
    expect(await scanFile('a.json')).toMatchObject({ report: { decided: 1 } });
    expect(only(await world.quarantined())).toMatchObject({ id: 's3://trail/bad.json' });
  });

  test('a message that is no notification is quarantined whole', async () => {
    const { world, scan } = scanningWorld({});
    await scan('{"hello": 1}');

    expect(only(await world.quarantined())).toMatchObject({ id: 'm-1', body: '{"hello": 1}' });
  });

  test('a bucket that is away is asked again later', async () => {
    const { scanFile } = scanningWorld({ 'a.json': { kind: 'transient', reason: 'timeout' } });

    expect(await scanFile('a.json')).toMatchObject({ kind: 'later' });
  });
});
