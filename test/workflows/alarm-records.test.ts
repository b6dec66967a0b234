import { createInMemoryTrailLogs } from '../../lambda/adapters/in-memory/trail-logs.ts';
import { cisAlarmName } from '../../lambda/config/cis-controls.ts';
import { CIS_FILTERS } from '../../lambda/config/cis-filters.ts';
import type { Failure } from '../../lambda/ports/outcome.ts';
import { envelope, iamUser, PRODUCTION, record } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

const TRAIL = { logGroup: 'org-trail', region: 'us-east-1' };
const PLACE = { account: PRODUCTION, region: TRAIL.region };
const CONTROL = 'CloudWatch.2-tuned';
const KEY = 'AKIAIOSFODNN7EXAMPLE';

async function alarmed(world: World, reason = 'Threshold Crossed'): Promise<void> {
  await world.deliver(
    envelope({
      AlarmName: cisAlarmName(CONTROL),
      NewStateValue: 'ALARM',
      NewStateReason: reason,
      StateChangeTime: new Date(world.clock.now()).toISOString().replace('Z', '+0000'),
      AlarmArn: `arn:aws:cloudwatch:${TRAIL.region}:${PRODUCTION}:alarm:x`,
      AWSAccountId: PRODUCTION,
    }),
  );
  await world.drain();
}

function denied(eventID: string) {
  return record({
    eventID,
    eventName: 'ListBuckets',
    eventSource: 's3.amazonaws.com',
    errorCode: 'AccessDenied',
    userIdentity: iamUser('ana@example.com', KEY),
  });
}

function logsOf(world: World, failure: Failure | null = null) {
  const patterns: string[] = [];
  const trailLogs = createInMemoryTrailLogs({
    failureAt: () => failure,
    matches: (pattern) => {
      patterns.push(pattern);
      return true;
    },
  });
  trailLogs.write(PLACE, TRAIL.logGroup, { at: world.clock.now() - 60 * MINUTE_MS, text: '{}' });
  return { trailLogs, patterns, ports: { trailLogs, trailOf: () => TRAIL } };
}

const incident = (world: World) => only(world.incidents());
const channel = (world: World) => world.messages().filter((message) => message.channel === 'C0SECURITY');
const behind = async (world: World) =>
  (await world.journal()).filter(({ kind }) => kind === 'alarm-records').map(({ data }) => data);

describe('the records behind a CIS alarm', () => {
  test('come after the page: into the incident, the thread and the journal', async () => {
    const world = createWorld();
    await alarmed(world);
    expect(incident(world).pages).toHaveLength(1);
    const { trailLogs, ports, patterns } = logsOf(world);
    const text = JSON.stringify(denied('00000000-0000-4000-8000-0000000000aa'));
    trailLogs.write(PLACE, TRAIL.logGroup, { at: world.clock.now() - MINUTE_MS, text });

    await world.investigate(ports);

    expect(new Set(patterns)).toEqual(
      new Set(CIS_FILTERS.filter(({ control }) => control === CONTROL).map(({ pattern }) => pattern)),
    );
    const details = incident(world).pages.at(-1)?.details;
    expect(details).toMatchObject({
      behind_the_alarm: ['1 record behind countersign-cis-CloudWatch.2-tuned in the log of the trail'],
      access_keys: [KEY],
      calls: 2,
    });
    expect(String(details?.['principal'])).toContain('ana@example.com');
    const [post, ...thread] = channel(world);
    expect(thread.map(({ text: told }) => told).join('\n')).toContain('ListBuckets');
    expect(thread[0]?.thread?.ts).toBe(post?.ts);
    expect(await behind(world)).toEqual([
      expect.objectContaining({
        alarm: 'countersign-cis-CloudWatch.2-tuned',
        found: 1,
        records: [expect.objectContaining({ call: 's3.amazonaws.com ListBuckets', error: 'AccessDenied' })],
      }),
    ]);
  });

  test('have their keys looked into like those of any other incident', async () => {
    const world = createWorld();
    await alarmed(world);
    const { trailLogs, ports } = logsOf(world);
    const text = JSON.stringify(denied('00000000-0000-4000-8000-0000000000aa'));
    trailLogs.write(PLACE, TRAIL.logGroup, { at: world.clock.now(), text });

    await world.investigate(ports);

    expect(incident(world).pages.at(-1)?.details['what_the_key_did_lately']).toMatchObject([{ key: KEY }]);
  });

  test('that cannot be read leave the page as it is, and the incident says why', async () => {
    const world = createWorld();
    await alarmed(world);
    const { ports } = logsOf(world, { kind: 'permanent', reason: 'AccessDenied: no role' });

    await world.investigate(ports);

    expect(incident(world).pages).toHaveLength(2);
    expect(incident(world).pages.at(-1)?.details).toMatchObject({
      behind_the_alarm: [expect.stringContaining('could not be read: permanent: AccessDenied: no role')],
    });
    expect(await behind(world)).toMatchObject([{ found: 0, problem: 'permanent: AccessDenied: no role' }]);
  });

  test('are looked for once, however often the message comes', async () => {
    const world = createWorld();
    await alarmed(world);
    const { ports } = logsOf(world);
    const { caseId } = only((await world.journal()).filter(({ kind }) => kind === 'alarm'));

    await world.investigate(ports);
    await world.investigateMessage(JSON.stringify({ caseId }), ports);

    expect(await behind(world)).toHaveLength(1);
    expect(channel(world)).toHaveLength(2);
  });

  test('of an alarm that comes again within the hour are added too', async () => {
    const world = createWorld();
    await alarmed(world);
    const { trailLogs, ports } = logsOf(world);
    await world.investigate(ports);
    world.clock.advance(30 * MINUTE_MS);
    const text = JSON.stringify(denied('00000000-0000-4000-8000-0000000000ab'));
    trailLogs.write(PLACE, TRAIL.logGroup, { at: world.clock.now(), text });

    await alarmed(world, 'again');
    await world.investigate(ports);

    expect((await behind(world)).map(({ found }) => found)).toEqual([0, 1]);
    expect(world.incidents()).toHaveLength(1);
  });

  test('are not asked for where the alarm is none of the benchmark', async () => {
    const world = createWorld();
    await world.deliver(
      envelope({
        AlarmName: 'countersign-member-lost-events',
        NewStateValue: 'ALARM',
        AWSAccountId: PRODUCTION,
      }),
    );
    await world.drain();

    await world.investigate(logsOf(world).ports);

    expect(await behind(world)).toEqual([]);
  });

  test('that are no JSON are counted and break nothing', async () => {
    const world = createWorld();
    await alarmed(world);
    const { trailLogs, ports } = logsOf(world);
    trailLogs.write(PLACE, TRAIL.logGroup, { at: world.clock.now(), text: 'no JSON' });

    await world.investigate(ports);

    expect(await behind(world)).toMatchObject([{ found: 1, records: [] }]);
  });
});
