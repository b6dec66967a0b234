import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { runAlone } from './run-alone.ts';

/** A run over all files: wall time in milliseconds, and the most memory the process ever had. */
export interface Timed {
  readonly ms: number;
  readonly peakBytes: number;
}

export interface ReplayRate {
  readonly files: number;
  readonly records: number;
  readonly plainBytes: number;
  /** Of the records, those that an EventBridge rule delivers; 0 to 1. */
  readonly wantedShare: number;
  /** By the number of threads: inflating and parsing alone, and the whole command. */
  readonly byThreads: readonly { readonly threads: number; readonly parse: Timed; readonly replay: Timed }[];
}

/** CloudTrail writes a file each five minutes or so, for each account and region. */
const RECORDS_IN_FILE = 2_000;
const FILES = 144;
const ROUNDS = 4;
/** One record of so many is one that a rule may be about. */
const EVERY = 100;

/**
 * How fast a month is replayed from gzipped logs in AWS's layout, against inflating and parsing the same files with as
 * many threads. Each run is a process of its own; of several rounds in which they take turns the best counts.
 *
 * @param ordinary records that no rule is about; @param sensitive records that rules are about
 */
export async function replayRate(
  ordinary: readonly string[],
  sensitive: readonly string[],
): Promise<ReplayRate> {
  const folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
  try {
    const plainBytes = writeLogs(folder, ordinary, sensitive);
    const parse = path.resolve(import.meta.dirname, 'parse-alone.ts');
    const replay = path.resolve(import.meta.dirname, 'replay-alone.ts');
    const threadCounts = [...new Set([1, availableParallelism()])];
    const byThreads: { threads: number; parse: Timed; replay: Timed }[] = [];
    let seen = { seen: 0, filtered: 0 };
    for (const threads of threadCounts) {
      const parsed: Timed[] = [];
      const replayed: Timed[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        parsed.push(await runAlone(parse, [folder, String(threads)]));
        const run = await runAlone(replay, [folder, String(threads)]);
        replayed.push(run);
        seen = JSON.parse(run.output);
      }
      byThreads.push({ threads, parse: best(parsed), replay: best(replayed) });
    }
    const wantedShare = 1 - seen.filtered / seen.seen;
    return { files: FILES, records: seen.seen, plainBytes, wantedShare, byThreads };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The shortest time, and the most memory. */
function best(runs: readonly Timed[]): Timed {
  return {
    ms: Math.min(...runs.map(({ ms }) => ms)),
    peakBytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)),
  };
}

function writeLogs(folder: string, ordinary: readonly string[], sensitive: readonly string[]): number {
  let plainBytes = 0;
  for (let file = 0; file < FILES; file += 1) {
    const day = String((file % 28) + 1).padStart(2, '0');
    const place = path.join(folder, `AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/${day}`);
    mkdirSync(place, { recursive: true });
    const records = Array.from({ length: RECORDS_IN_FILE }, (_, at) => {
      const number = file * RECORDS_IN_FILE + at;
      const from = at % EVERY === 0 ? sensitive : ordinary;
      const line = from[(number * 7) % from.length] ?? '{}';
      return line.replace(/"eventID":"[^"]*"/, `"eventID":"bench-${number}"`);
    });
    const text = `{"Records":[${records.join(',')}]}`;
    plainBytes += Buffer.byteLength(text);
    writeFileSync(path.join(place, `111122223333_CloudTrail_eu-central-1_${file}.json.gz`), gzipSync(text));
  }
  return plainBytes;
}
