import { listOf, textOf } from '../../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../../lambda/journal/entry.ts';

/** What the journal tells of one case. */
export interface CaseStory {
  readonly id: string;
  /** Event ids of the calls that came into it. */
  readonly calls: readonly string[];
  /** Event ids of the calls that its quiet period covered. */
  readonly covered: readonly string[];
  /** Its transitions in the order of its versions. */
  readonly events: readonly JournalEntry[];
  readonly isVerified: boolean;
  readonly isEscalated: boolean;
  /** Why it was escalated. */
  readonly cause: string | null;
}

/** By case id. */
export function storiesIn(journal: readonly JournalEntry[]): ReadonlyMap<string, CaseStory> {
  const transitions = journal.filter(({ kind }) => kind === 'transition');
  const byCase = Map.groupBy(transitions, ({ caseId }) => caseId ?? '');
  return new Map([...byCase].map(([id, events]) => [id, storyOf(id, events.toSorted(byVersion))]));
}

function storyOf(id: string, events: readonly JournalEntry[]): CaseStory {
  const named = (name: string) => events.filter(({ data }) => data['event'] === name);
  const came = [...named('opened'), ...named('calls-arrived')];
  const idsIn = (name: string) =>
    events.flatMap(({ data }) => listOf(data[name]).map((call) => textOf(call) ?? ''));
  const covered = idsIn('covered');
  const calls = came
    .flatMap(({ data }) => listOf(data['calls']).map((call) => textOf(call) ?? ''))
    .filter((call) => !covered.includes(call));
  const [escalated] = named('escalated');
  return {
    id,
    calls,
    covered,
    events,
    isVerified: named('verified').length > 0,
    isEscalated: escalated !== undefined,
    cause: textOf(escalated?.data['cause']),
  };
}

/**
 * Event ids of the calls that a verified case's yes stands for: those that came into it and were not asked about in
 * another case afterwards.
 */
export function coveredBy(story: CaseStory, stories: ReadonlyMap<string, CaseStory>): readonly string[] {
  const verifiedAt = story.events.find(({ data }) => data['event'] === 'verified')?.at ?? 0;
  const elsewhere = new Set(
    [...stories.values()]
      .filter(({ id, events }) => id !== story.id && events.some(({ at }) => at >= verifiedAt))
      .flatMap(({ calls }) => calls),
  );
  return story.calls.filter((call) => !elsewhere.has(call));
}

function byVersion(one: JournalEntry, other: JournalEntry): number {
  return versionOf(one) - versionOf(other);
}

function versionOf({ id }: JournalEntry): number {
  return Number(id.slice(id.lastIndexOf('/') + 1));
}
