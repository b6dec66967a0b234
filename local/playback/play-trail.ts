import { type Answering, answerAll } from './answer-all.ts';
import type { Gathered, TimedEvent } from './gather-events.ts';
import type { Stage } from './stage.ts';

export interface Playback {
  progress(): { readonly done: number; readonly total: number };
  /** Resolves when all has been played and every deadline has passed; or soon after `stop`, then with false. */
  readonly played: Promise<boolean>;
  stop(): void;
}

/** The deployed drain runs every two minutes. */
const DRAIN_EVERY_MS = 2 * 60_000;
/** Deadlines after the last record; each passes a case on, so there are not many. */
const LAST_DEADLINES = 10_000;

/**
 * Feeds gathered events to the stage on its virtual clock, drain by drain, with the deadlines in between.
 *
 * @param answering null: whoever is at the page answers; the questions of the last minutes then stay open for them
 */
export function playTrail(stage: Stage, gathered: Gathered, answering: Answering | null): Playback {
  const { wanted, unwanted, unreadable } = gathered;
  const total = wanted.length + unwanted + unreadable.length;
  let done = 0;
  let stopped = false;
  const isStopped = () => stopped;
  const play = async (): Promise<boolean> => {
    stage.pass(unwanted);
    for (const text of unreadable) await stage.enqueue(text === '' ? ' ' : text);
    done = unwanted + unreadable.length;
    for (const batch of batches(wanted)) {
      const at = drainAfter(batch[0]);
      await passDeadlines(stage, answering, at, isStopped);
      if (stopped) return false;
      stage.clock.moveTo(at);
      await stage.publish(batch.map(({ event }) => event));
      await stage.drain();
      await answerAll(stage, answering, isStopped);
      done += batch.length;
    }
    await stage.drain();
    if (answering !== null) await passDeadlines(stage, answering, Number.MAX_SAFE_INTEGER, isStopped);
    return !stopped;
  };
  return {
    progress: () => ({ done, total }),
    played: play(),
    stop: () => {
      stopped = true;
    },
  };
}

/** When the drain runs that finds an event. It does not hang on what else was delivered. */
function drainAfter(event: TimedEvent | undefined): number {
  const at = event?.at ?? 0;
  return at - (at % DRAIN_EVERY_MS) + DRAIN_EVERY_MS;
}

/** Events that one drain would find: those of its two minutes, which begin with the full hour. */
function* batches(events: readonly TimedEvent[]): Generator<readonly TimedEvent[]> {
  let batch: TimedEvent[] = [];
  for (const event of events) {
    const first = batch[0];
    if (first !== undefined && event.at >= drainAfter(first)) {
      yield batch;
      batch = [];
    }
    batch.push(event);
  }
  if (batch.length > 0) yield batch;
}

/** Lets the time run to `until`, stopping wherever a case is due. */
async function passDeadlines(
  stage: Stage,
  answering: Answering | null,
  until: number,
  isStopped: () => boolean,
): Promise<void> {
  for (let count = 0; count < LAST_DEADLINES && !isStopped(); count++) {
    const dueAt = await stage.nextDue();
    const isStuck = dueAt !== null && dueAt <= stage.clock.now() && count > 0;
    if (dueAt === null || dueAt >= until || isStuck) return;
    stage.clock.moveTo(dueAt);
    stage.tick();
    await stage.drain();
    await answerAll(stage, answering, isStopped);
  }
}
