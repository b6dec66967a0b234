import type { NetworkLookup } from '../../../lambda/facts/networks/address-network.ts';
import { type Finding, type Period, sift } from '../../../lambda/investigate/sift.ts';
import { mentionOf, type Subject } from '../../../lambda/investigate/subject.ts';
import { messageOf } from '../../failure.ts';
import { scanFile } from './scan-file.ts';

/** What is looked for in every file; plain data, so that a thread can be given it. */
export interface ScanJob {
  readonly subjects: readonly Subject[];
  readonly period: Period;
}

/** What one file came to. */
export interface ScannedFile {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Why something in it could not be read; the first few. */
  readonly problems: readonly string[];
}

const PROBLEMS_KEPT = 3;

/** Looks through one file. Never throws: what cannot be read is a problem of the file. */
export async function scanOne(file: string, job: ScanJob, networks: NetworkLookup): Promise<ScannedFile> {
  const findings: Finding[] = [];
  const problems: string[] = [];
  const needles = job.subjects.map((subject) => Buffer.from(mentionOf(subject)));
  try {
    for await (const item of scanFile(file, needles)) {
      if (item.kind === 'record') findings.push(...sift(item.record, job.subjects, job.period, networks));
      else if (problems.length < PROBLEMS_KEPT) problems.push(`${file}:${item.line}: ${item.reason}`);
    }
  } catch (cause) {
    problems.push(`${file}: ${messageOf(cause)}`);
  }
  return { file, findings, problems };
}
