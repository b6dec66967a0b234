import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export interface InvestigateRate {
  readonly files: number;
  readonly plainBytes: number;
  /** Wall time; milliseconds. */
  readonly ours: number;
  /** Null where jq is not at hand. */
  readonly pipeline: number | null;
  readonly peakBytes: number;
  readonly found: number;
  readonly pipelineFound: number | null;
}

const KEY = 'AKIAEXAMPLE000000001';
/** CloudTrail writes a file each five minutes or so, for each region. */
const RECORDS_IN_FILE = 2_000;
/** The key is in one file of so many. */
const EVERY = 50;

/**
 * How fast a key is looked for in an archive of gzipped logs in AWS's layout, against the pipeline that people use.
 *
 * @param lines CloudTrail records as text, from which the archive is made
 * @param files how many files it has
 */
export async function investigateRate(lines: readonly string[], files: number): Promise<InvestigateRate> {
  const folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
  try {
    const plainBytes = writeArchive(folder, lines, files);
    const command = path.resolve(import.meta.dirname, 'investigate-alone.ts');
    const ours = await timed(process.execPath, [command, KEY, folder]);
    const query = `.Records[] | select(.userIdentity.accessKeyId == "${KEY}") | .eventName`;
    const script = `find "$1" -name '*.json.gz' -print0 | xargs -0 zcat | jq -r '${query}' | sort | uniq -c`;
    const theirs = (await hasJq()) ? await timed('sh', ['-c', script, 'sh', folder]) : null;
    const { found, peakBytes } = JSON.parse(ours.output);
    return {
      files,
      plainBytes,
      ours: ours.ms,
      pipeline: theirs?.ms ?? null,
      peakBytes,
      found,
      pipelineFound: theirs === null ? null : countIn(theirs.output),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeArchive(folder: string, lines: readonly string[], files: number): number {
  const own = (lines[0] ?? '{}').replace(/"accessKeyId":"[^"]*"/, `"accessKeyId":"${KEY}"`);
  let plainBytes = 0;
  for (let file = 0; file < files; file++) {
    const day = String((file % 28) + 1).padStart(2, '0');
    const place = path.join(folder, `AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/${day}`);
    mkdirSync(place, { recursive: true });
    const records = Array.from(
      { length: RECORDS_IN_FILE },
      (_, at) => lines[(file * 7 + at) % lines.length] ?? '{}',
    );
    if (file % EVERY === 0) records[0] = withId(own, file);
    const text = `{"Records":[${records.join(',')}]}`;
    plainBytes += Buffer.byteLength(text);
    writeFileSync(path.join(place, `111122223333_CloudTrail_eu-central-1_${file}.json.gz`), gzipSync(text));
  }
  return plainBytes;
}

function withId(record: string, file: number): string {
  return record.replace(/"eventID":"[^"]*"/, `"eventID":"own-${file}"`);
}

function countIn(output: string): number {
  return output.split('\n').reduce((sum, line) => sum + Number(/^\s*(\d+)/.exec(line)?.[1] ?? 0), 0);
}

async function hasJq(): Promise<boolean> {
  try {
    await timed('jq', ['--version']);
    return true;
  } catch {
    return false;
  }
}

function timed(
  command: string,
  args: readonly string[],
): Promise<{ readonly ms: number; readonly output: string }> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve({ ms: performance.now() - start, output })
        : reject(new Error(`${command}: ${code}`)),
    );
  });
}
