import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { busyDays } from './busy-days.ts';

const REAL_TRAIL = path.resolve(__dirname, '../../../shared/data/invictus/records.jsonl');
const PATIENCE_MS = 180_000;
const folder = mkdtempSync(path.join(tmpdir(), 'both-ways-'));
const file = path.join(folder, 'busy.jsonl');
writeFileSync(file, busyDays());
afterAll(() => rmSync(folder, { recursive: true }));

/** What `start` and what `replay` decide about a trail. */
async function bothWays(trail: string, answer: string) {
  const args = [path.resolve(__dirname, 'both-ways.ts'), trail, answer];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    maxBuffer: 1 << 26,
    timeout: PATIENCE_MS,
  });
  return JSON.parse(stdout);
}

test.concurrent.each(['yes', 'no', 'ignore'])(
  'replay and start agree on every call and case when everybody answers "%s"',
  async (answer) => {
    const { start, replay } = await bothWays(file, answer);

    expect(start.cases.length).toBeGreaterThan(10);
    expect(replay).toEqual(start);
  },
  PATIENCE_MS,
);

const isPresent = existsSync(REAL_TRAIL);
const ifPresent = isPresent ? test.concurrent : test.skip;
ifPresent(
  `they agree on a real trail of 2,900 records${isPresent ? '' : `: there is no ${REAL_TRAIL}`}`,
  async () => {
    const { start, replay } = await bothWays(REAL_TRAIL, 'yes');

    expect(start.calls.alerted).toBeGreaterThan(10);
    expect(replay).toEqual(start);
  },
  PATIENCE_MS,
);
