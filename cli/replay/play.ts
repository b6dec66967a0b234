import { listOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { EfficacyGatherer } from '../../lambda/journal/gather-efficacy.ts';
import { Tally } from '../../lambda/journal/tally.ts';
import type { Answering } from '../../local/playback/answer-all.ts';
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
  now: number,
): Promise<Replayed> {
  const wanted = inTime(gathered);
  const first = wanted[0]?.at ?? now;
  const since = first - (first % DAY_MS);
  const efficacy = new EfficacyGatherer(since, (wanted.at(-1)?.at ?? now) + DAY_MS);
  const noise = new NoiseGatherer();
  const matches = new Tally();
  const counts = { logged: 0, notified: 0, alerted: 0, duplicate: 0, quarantined: 0 };
  const rehearsal = createRehearsal({
    config: policy.config,
    catalogue: policy.catalogue,
    networks: policy.networks,
    clock: createVirtualClock(first),
    journalled: (entry) => {
      count(entry, counts);
      efficacy.add(entry);
      noise.add(entry);
      if (entry.kind === 'call') for (const rule of listOf(entry.data['rules'])) matches.add(String(rule));
    },
  });
  await playTrail(rehearsal.stage, { wanted, unwanted: 0, unreadable: [] }, answer).played;
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
      ...(await asksAndPages(rehearsal.cases.list())),
      noisiest: noise.noisiest(now),
      firsts: noise.firsts(),
    },
    efficacy: efficacy.figures(),
    matches: matches.most(),
    problems: gathered.problems,
  };
}

/** A record without a time counts as made when the trail begins. */
function inTime({ wanted }: Gathered) {
  const begin = wanted.reduce((least, { at }) => Math.min(least, at ?? least), Number.MAX_SAFE_INTEGER);
  return wanted.map(({ at, event }) => ({ at: at ?? begin, event })).sort((one, other) => one.at - other.at);
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
