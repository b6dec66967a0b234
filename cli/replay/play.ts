import { listOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { EfficacyGatherer } from '../../lambda/journal/gather-efficacy.ts';
import { Tally } from '../../lambda/journal/tally.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import type { Feed } from '../../lambda/sigma/rule.ts';
import type { Answering } from '../../local/playback/answer-all.ts';
import { inOrderOfTime, type TimedEvent } from '../../local/playback/gather-events.ts';
import { playTrail } from '../../local/playback/play-trail.ts';
import { createRehearsal } from '../../local/rehearsal/rehearsal.ts';
import { createVirtualClock } from '../../local/run-clock.ts';
import type { Policy } from '../classify/load-policy.ts';
import { asksAndPages } from './asks-and-pages.ts';
import type { Gathered } from './gather.ts';
import { NoiseGatherer } from './noise.ts';
import type { ReplayCalls, Replayed } from './replay-result.ts';

const DAY_MS = 86_400_000;

/** Plays what was gathered to a deployment in memory, in which everybody answers alike. */
export async function play(
  gathered: Gathered,
  policy: Policy,
  answer: Answering,
  feeds: readonly Feed[],
  now: number,
): Promise<Replayed> {
  const wanted = inOrderOfTime(gathered.wanted);
  const first = wanted[0]?.at ?? now;
  const since = first - (first % DAY_MS);
  const last = wanted.at(-1)?.at ?? now;
  const efficacy = new EfficacyGatherer(since, last - (last % DAY_MS) + DAY_MS);
  const noise = new NoiseGatherer();
  const matches = new Tally();
  const counts = { logged: 0, notified: 0, alerted: 0, duplicate: 0, quarantined: 0 };
  const cases = await rehearse(wanted, policy, { answer, feeds }, (entry) => {
    count(entry, counts);
    efficacy.add(entry);
    noise.add(entry);
    if (entry.kind === 'call') for (const rule of listOf(entry.data['rules'])) matches.add(String(rule));
  });
  const calls = {
    seen: gathered.seen,
    filtered: gathered.filtered,
    ...counts,
    logged: counts.logged + gathered.logged.length,
    duplicate: counts.duplicate + gathered.loggedAgain,
    unreadable: gathered.unreadable,
  };
  return {
    result: {
      calls,
      ...(await asksAndPages(cases.list())),
      noisiest: noise.noisiest(now),
      firsts: noise.firsts(),
    },
    efficacy: efficacy.figures(),
    matches: matches.most(),
    problems: gathered.problems,
  };
}

/** Plays events in the order of time; resolves with what became of them when nothing is left to happen. */
export async function rehearse(
  wanted: readonly TimedEvent[],
  { config, catalogue, networks }: Policy,
  { answer, feeds }: { readonly answer: Answering; readonly feeds: readonly Feed[] },
  journalled: (entry: JournalEntry) => void,
): Promise<CaseStore> {
  const clock = createVirtualClock(wanted[0]?.at ?? 0);
  const { stage, cases } = createRehearsal({ config, catalogue, networks, clock, feeds, journalled });
  await playTrail(stage, { wanted, unwanted: 0, unreadable: [] }, answer).played;
  return cases;
}

type Counts = {
  -readonly [K in 'logged' | 'notified' | 'alerted' | 'duplicate' | 'quarantined']: ReplayCalls[K];
};

function count({ kind, data }: JournalEntry, counts: Counts): void {
  if (kind === 'duplicate') counts.duplicate += 1;
  else if (kind === 'quarantine') counts.quarantined += 1;
  else if (kind === 'call') {
    if (data['severity'] === 'log') counts.logged += 1;
    else if (data['severity'] === 'notify') counts.notified += 1;
    else counts.alerted += 1;
  }
}
