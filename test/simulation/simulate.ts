import { START } from '../workflows/messages.ts';
import { gather } from '../workflows/world.ts';
import type { Break } from './breaks.ts';
import { bodyOf, nameOf } from './calls.ts';
import { createFunctions } from './functions.ts';
import type { History } from './history.ts';
import { type Mishaps, mishapsOf } from './invocation.ts';
import { createPeople } from './people.ts';
import { MINUTE_MS, type Plan } from './plan.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createSlackView } from './slack-view.ts';
import { createStage, type Stage } from './stage.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** Time for everything to come to rest once it is calm: throttled vendors, deadlines, people who are late. */
const REST_MS = 4 * 60 * MINUTE_MS;

/** Lets a plan happen, with the real workflows in it, and returns what it left behind. */
export async function simulate(plan: Plan, mutation: Break | null, given?: Mishaps): Promise<History> {
  const scheduler = createScheduler(START);
  const timeline = createTimeline(scheduler.now);
  const stage = createStage(plan, scheduler, timeline);
  const recordedAt = recordsOf(stage, scheduler);
  const mishaps = given ?? mishapsOf(plan, scheduler);
  const functions = createFunctions({ scheduler, mishaps, plan, timeline }, stage, mutation);
  const view = createSlackView(stage.chat, scheduler, timeline);
  const { secondFactor } = stage;
  const people = createPeople({ plan, scheduler, timeline, view, secondFactor, deliver: functions.click });
  let pushes = 0;
  const pages = pagesNoted(stage, timeline);
  const look = () => {
    for (const question of view.look()) people.see(question);
    for (const { txid, person } of secondFactor.pushes().slice(pushes)) {
      pushes++;
      timeline.note('duo', `${txid} is sent to ${person}`);
      people.feel(txid);
    }
    pages();
  };

  for (const message of plan.messages) {
    scheduler.at(message.at, () => {
      const copy = message.copy === 0 ? '' : ', once more';
      timeline.note(
        'queue',
        `gets ${nameOf(message)} by ${message.person} from origin ${message.origin}${copy}`,
      );
      void stage.queue.send(bodyOf(message));
    });
  }
  functions.start();
  await scheduler.run(plan.calm, look);
  const unfinished = async () => [
    ...(scheduler.ranAway() ? ['something multiplies without end'] : []),
    ...(functions.running() > 0 ? ['functions run'] : []),
    ...(people.isBusy() ? ['people are about to do something'] : []),
    ...(await leftOn(stage)),
  ];
  const end = plan.calm + REST_MS;
  while (scheduler.now() < end && !scheduler.ranAway() && (await unfinished()).length > 0) {
    await scheduler.run(scheduler.now() + MINUTE_MS, look);
  }
  return {
    plan,
    shown: view.shown(),
    pressed: people.pressed(),
    postings: functions.postings(),
    recordedAt,
    pushes: secondFactor.pushes(),
    incidents: stage.pager.incidents(),
    journal: await gather(stage.journal.read(0, Number.MAX_SAFE_INTEGER)),
    quarantined: await gather(stage.quarantine.list()),
    unfinished: await unfinished(),
    moments: timeline.moments(),
  };
}

async function leftOn({ queue, verifyQueue, investigateQueue, cases }: Stage): Promise<readonly string[]> {
  const left: string[] = [];
  for (const [name, { held }] of Object.entries({ queue, verifyQueue, investigateQueue })) {
    if (held() > 0) left.push(`${held()} messages wait in ${name}`);
  }
  for await (const item of cases.list()) {
    // An incident stays open long after a run: it has come to rest when it wants nothing done.
    const isIncident = item.kind === 'alert' || item.state === 'escalated';
    if (isIncident ? item.outbox.length > 0 : item.dueAt !== null)
      left.push(`case ${item.id} wants something done`);
  }
  return left;
}

/** Notes since when the table knows a message as its case's. */
function recordsOf({ cases }: Stage, scheduler: Scheduler): ReadonlyMap<string, number> {
  const recordedAt = new Map<string, number>();
  const { put } = cases;
  cases.put = async (item) => {
    const written = await put(item);
    const ts = item.kind === 'question' ? item.message?.ts : undefined;
    if (written === 'stored' && ts !== undefined && !recordedAt.has(ts)) recordedAt.set(ts, scheduler.now());
    return written;
  };
  return recordedAt;
}

function pagesNoted({ pager }: Stage, timeline: Timeline): () => void {
  let noted = 0;
  return () => {
    const pages = pager.incidents().flatMap(({ pages }) => pages);
    if (pages.length === noted) return;
    noted = pages.length;
    const newest = pages.at(-1);
    timeline.note(
      'pagerduty',
      `${pages.length} pages in ${pager.incidents().length} incidents; ${newest?.summary}`,
    );
  };
}
