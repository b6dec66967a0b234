import { loadPolicy } from '../../cli/classify/load-policy.ts';
import { gather } from '../../cli/replay/gather.ts';
import { play, rehearse } from '../../cli/replay/play.ts';
import { readTrail } from '../../cli/trail/read-trail.ts';
import type { Case } from '../../lambda/cases/case.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Feed } from '../../lambda/sigma/rule.ts';
import { startPipeline } from '../../local/pipeline/pipeline.ts';
import { isAnswering } from '../../local/playback/answer-all.ts';
import { gatherEvents, inOrderOfTime } from '../../local/playback/gather-events.ts';
import { pipelineStage } from '../../local/playback/pipeline-stage.ts';
import { playTrail } from '../../local/playback/play-trail.ts';
import { createVirtualClock } from '../../local/run-clock.ts';
import { createJournalTail } from '../../local/state/journal-tail.ts';
import { callCounts } from '../../local/state/run-state.ts';

/**
 * Plays a trail through the embedded pipeline as `start` does, and through the rehearsal as `replay` does; writes both
 * decisions as JSON. A process of its own: the embedded servers are threads that Node has to load. Arguments: the file,
 * and what everybody answers.
 */
const [file = '', answer = 'yes', config = ''] = process.argv.slice(2);
const loaded = loadPolicy({ rules: null, config: config === '' ? null : config });
if (!loaded.ok || !isAnswering(answer)) throw new Error('no policy, or no answer');
const { policy } = loaded;
const FEEDS: readonly Feed[] = ['edge', 'archive'];

async function started(): Promise<unknown> {
  const clock = createVirtualClock(0);
  const deployment = { config: policy.config, rules: policy.documents };
  const pipeline = await startPipeline({ deployment, feeds: FEEDS, clock, dataDir: null });
  const tail = createJournalTail(pipeline.journal);
  const gathered = await gatherEvents(readTrail([file], process.stdin), pipeline.bus);
  clock.moveTo(gathered.wanted[0]?.at ?? 0);
  if (!isAnswering(answer)) return null;
  await playTrail(pipelineStage(pipeline), gathered, answer).played;
  await tail.follow();
  const { filtered, logged, notified, alerted, quarantined, duplicate } = await callCounts(pipeline, tail);
  const cases = await described(pipeline.cases.list());
  const incidents = pipeline.vendors.pagerduty.state().incidents.length;
  await pipeline.close();
  return { calls: { filtered, logged, notified, alerted, quarantined, duplicate }, cases, incidents };
}

async function replayed(): Promise<unknown> {
  const job = { policy: { rules: null, config: null, rule: null }, feeds: FEEDS, period: EVER };
  const gathered = await gather([file], process.stdin, policy, job, null, () => undefined);
  if (!isAnswering(answer)) return null;
  const { result } = await play(gathered, policy, answer, FEEDS, 0);
  const wanted = inOrderOfTime(gathered.wanted);
  const cases = await rehearse(wanted, policy, { answer, feeds: FEEDS }, () => undefined);
  const { filtered, logged, notified, alerted, quarantined, unreadable, duplicate } = result.calls;
  return {
    calls: { filtered, logged, notified, alerted, quarantined: quarantined + unreadable, duplicate },
    cases: await described(cases.list()),
    incidents: result.pages.reduce((sum, { count }) => sum + count, 0),
  };
}

const EVER = { since: null, until: null };

/** What a case is about and how it ended, without the names that either way gives to things. */
async function described(cases: AsyncIterable<Case>): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for await (const item of cases) {
    const calls = item.calls.map(({ eventID, ruleIds }) => `${eventID} ${ruleIds.join(' ')}`).sort();
    const { kind, openedAt } = item;
    all.push(
      item.kind === 'question'
        ? {
            kind,
            openedAt,
            calls,
            state: item.state,
            cause: item.cause,
            person: item.person.email,
            endedAt: item.endedAt,
          }
        : { kind, openedAt, calls, pagedAt: item.pagedAt },
    );
  }
  return all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

process.stdout.write(JSON.stringify({ start: await started(), replay: await replayed() }));
process.exit(0);
