import { classifyRecord } from '../cli/classify/classify-record.ts';
import type { Policy } from '../cli/classify/load-policy.ts';
import { isObject, type JsonObject } from '../lambda/cloudtrail/json.ts';
import { medianTimes } from './rounds.ts';

/** Records are read in portions of this many, as a trail is: the memory of one portion is used again. */
const PORTION = 2_000;
const ROUNDS = 25;

export interface ClassifyRate {
  readonly records: number;
  readonly bytesPerRecord: number;
  /** Share of the records that some rule may be about, and that some rule matches. */
  readonly candidates: number;
  readonly matching: number;
  /** Records per second. */
  readonly parse: number;
  readonly classify: number;
  /** Of the rate of `JSON.parse` alone, what is left with classifying. */
  readonly ratio: number;
}

/** How fast records are classified, against `JSON.parse` alone. */
export function classifyRate(
  lines: readonly string[],
  policy: Policy,
  now: number,
  collectGarbage: () => void,
): ClassifyRate {
  const repeats = Math.max(1, Math.ceil(PORTION / lines.length));
  const counted = { parsed: 0, matched: 0 };
  const times = medianTimes(
    [
      {
        name: 'parse',
        run: () => {
          for (let pass = 0; pass < repeats; pass += 1) {
            for (const line of lines) counted.parsed += isObject(JSON.parse(line)) ? 1 : 0;
          }
        },
      },
      {
        name: 'classify',
        run: () => {
          for (let pass = 0; pass < repeats; pass += 1) {
            for (const line of lines) counted.matched += classifyLine(line, policy, now);
          }
        },
      },
    ],
    ROUNDS,
    collectGarbage,
  );
  const perSecond = (name: string): number =>
    (lines.length * repeats * 1_000) / (times.get(name) ?? Number.NaN);
  const [parse, classify] = [perSecond('parse'), perSecond('classify')];
  return { ...describeLines(lines, policy, now), parse, classify, ratio: classify / parse };
}

function classifyLine(line: string, policy: Policy, now: number): number {
  const record: unknown = JSON.parse(line);
  return isObject(record) && classifyRecord(record, policy, now).decision.matches.length > 0 ? 1 : 0;
}

function describeLines(
  lines: readonly string[],
  policy: Policy,
  now: number,
): Pick<ClassifyRate, 'records' | 'bytesPerRecord' | 'candidates' | 'matching'> {
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const matching = lines.filter((line) => classifyLine(line, policy, now) > 0).length;
  const candidates = lines.filter((line) => isCandidate(JSON.parse(line), policy)).length;
  return {
    records: lines.length,
    bytesPerRecord: bytes / lines.length,
    candidates: candidates / lines.length,
    matching: matching / lines.length,
  };
}

function isCandidate(record: JsonObject, { catalogue }: Policy): boolean {
  return catalogue.candidates(String(record['eventSource']), String(record['eventName'])).length > 0;
}
