import type { Readable } from 'node:stream';
import type { NetworkLookup } from '../../lambda/facts/networks/address-network.ts';
import type { Action } from '../../lambda/investigate/action.ts';
import { Dossier } from '../../lambda/investigate/dossier.ts';
import type { Findings } from '../../lambda/investigate/report.ts';
import type { Subject } from '../../lambda/investigate/subject.ts';
import type { Finding, Period } from './scan/sift.ts';

/** Somewhere that records of keys can be had from. */
export interface Source {
  /** Tells what each finding is as it comes; resolves when there is no more. What could not be read goes to `complain`. */
  search(subjects: readonly Subject[], period: Period, tell: (finding: Finding) => void): Promise<void>;
}

export interface SourceIo {
  readonly stdin: Readable;
  readonly networks: NetworkLookup;
  readonly complain: (problem: string) => void;
  readonly progress: (text: string) => void;
}

/** Chains of keys longer than this are not followed. */
const MOST_ROUNDS = 8;

/** All that the sources hold about a subject and, on request, about the keys that it issued, in rounds. */
export async function gather(
  subject: Subject,
  sources: readonly Source[],
  period: Period,
  follow: boolean,
): Promise<Findings> {
  const [main] = await searchAll([subject], sources, period);
  const followed = new Map<string, readonly Action[]>();
  let keys = follow ? issuedBy(main?.actions ?? []) : [];
  for (let round = 0; keys.length > 0 && round < MOST_ROUNDS; round++) {
    const subjects = keys.map((key): Subject => ({ kind: 'access-key', key }));
    const dossiers = await searchAll(subjects, sources, period);
    for (const dossier of dossiers) followed.set(dossier.subject.key, dossier.actions);
    keys = dossiers.flatMap(({ actions }) => issuedBy(actions)).filter((key) => !followed.has(key));
  }
  return { actions: main?.actions ?? [], birth: main?.birth ?? null, followed };
}

function issuedBy(actions: readonly Action[]): readonly string[] {
  return [...new Set(actions.flatMap(({ issued }) => issued?.key ?? []))];
}

async function searchAll(
  subjects: readonly Subject[],
  sources: readonly Source[],
  period: Period,
): Promise<readonly Dossier[]> {
  const dossiers = new Map(subjects.map((subject) => [subject.key, new Dossier(subject)]));
  for (const source of sources) {
    await source.search(subjects, period, ({ key, involvement, action }) => {
      const dossier = dossiers.get(key);
      if (involvement === 'issued') dossier?.addBirth(action);
      else dossier?.addAction(action);
    });
  }
  return [...dossiers.values()];
}
