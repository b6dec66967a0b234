import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runBaseline } from '../../cli/baseline.ts';
import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { learn, NOTHING_USUAL } from '../../lambda/baseline/usual/usual.ts';
import { knowUsual, learnUsual, storeUsual } from '../../lambda/workflows/know-usual.ts';
import { movableClock } from '../contracts/outage.ts';
import { sampleCall } from '../facts/sample-call.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');

function memory(): Writable & { text: string } {
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, callback) {
        stream.text += String(chunk);
        callback();
      },
    }),
    { text: '' },
  );
  return stream;
}

const at = (eventTime: string, awsRegion: string, more = {}) =>
  sampleCall({ eventTime, awsRegion, eventSource: 'iam.amazonaws.com', ...more }).record;
const OLD_LOGS = [
  at('2026-03-01T10:00:00Z', 'eu-central-1'),
  at('2026-03-02T10:00:00Z', 'eu-central-1'),
  at('2026-03-02T11:00:00Z', 'ap-east-1', { errorCode: 'AccessDenied' }),
  at('2025-01-02T11:00:00Z', 'us-east-1'),
];

describe('countersign baseline', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'baseline-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function baseline(...args: string[]) {
    const [stdout, stderr] = [memory(), memory()];
    const stdin = Readable.from([Buffer.from(OLD_LOGS.map((each) => JSON.stringify(each)).join('\n'))]);
    const status = await runBaseline(args, { stdin, stdout, stderr, now: () => NOW });
    return { status, out: stdout.text, err: stderr.text };
  }

  test('shows what is usual for each principal, of the calls that count', async () => {
    const { status, out } = await baseline('-');

    expect(status).toBe(0);
    expect(out).toContain(
      '2 calls learned from, 1 older than 90 days, 1 passed over; 1 principal, 1 of them learned',
    );
    expect(out).toContain('arn:aws:iam::111122223333:user/alice  since 2026-03-01');
    expect(out).toMatch(/ {2}region {5}eu-central-1\n/);
  });

  test('writes the same document as it prints', async () => {
    const file = path.join(folder, 'baseline.json');

    const { out } = await baseline('-', '--json', '--out', file);

    expect(readFileSync(file, 'utf8')).toBe(out);
    expect(JSON.parse(out)).toMatchObject({
      calls: 2,
      tooOld: 1,
      passedOver: 1,
      principals: [
        {
          principal: 'arn:aws:iam::111122223333:user/alice',
          since: '2026-03-01',
          learned: true,
          traits: { region: [{ value: 'eu-central-1', days: 2, lastSeen: '2026-03-02' }] },
        },
        { principal: 'everybody' },
      ],
    });
  });

  test.each([
    [[], 'no PATH given'],
    [['-', '--data', 'here'], 'they need --store'],
    [['-', '--store', '--data', '/nowhere/at/all'], '--data: /nowhere/at/all: no such folder'],
    [['/nowhere/at/all'], '/nowhere/at/all'],
  ])('%j is bad input, said in one line', async (args, reason) => {
    const { status, out, err } = await baseline(...args);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(reason);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('what old logs taught is added to what was learned, and twice is once', async () => {
    const store = createInMemoryMemory(movableClock(NOW));
    const call = (awsRegion: string) => sampleCall({ awsRegion, eventTime: new Date(NOW).toISOString() });
    await learnUsual(store, [call('eu-west-1')], NOW);
    const today = Math.floor(NOW / 86_400_000);
    const taught = learn(NOTHING_USUAL, [{ day: today - 20, values: { region: 'eu-central-1' } }], today);
    const usual = new Map([['usual/of/arn:aws:iam::111122223333:user/alice', taught]]);
    const stored = async () => (await store.recall([...usual.keys()])).get([...usual.keys()][0] ?? '');

    await storeUsual(store, usual, NOW);
    const once = await stored();
    await storeUsual(store, usual, NOW);

    expect(await stored()).toEqual(once);
    const first = async (region: string) =>
      (await knowUsual(store, [call(region)])).novelty(call(region))?.first;
    expect([await first('eu-west-1'), await first('eu-central-1'), await first('ap-east-1')]).toEqual([
      [],
      [],
      ['region'],
    ]);
  });
});
