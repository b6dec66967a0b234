import type { Action } from '../investigate/action.ts';
import { Dossier } from '../investigate/dossier.ts';
import type { Findings } from '../investigate/report.ts';
import type { Period } from '../investigate/sift.ts';
import type { Subject } from '../investigate/subject.ts';
import type { ActionSource } from '../ports/action-source.ts';

/** Chains of keys longer than this are not followed. */
const MOST_ROUNDS = 8;

/** All that the sources hold about a subject and, on request, about the keys that it issued, in rounds. */
export async function gatherActions(
  subject: Subject,
  sources: readonly ActionSource[],
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
  sources: readonly ActionSource[],
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
