import { cleanText } from '../cases/words/clean-text.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { ReceivedMessage } from '../ports/queue.ts';
import { metricsOf } from './drain-metrics.ts';
import type { DrainPorts, DrainReport } from './drain-ports.ts';
import { handleMessages } from './handle-messages.ts';
import { inParallel } from './in-parallel.ts';
import { drainLine } from './journal-lines.ts';
import { settleCase, sweep } from './sweep.ts';

/** Pollers at a time: each brings at most 10 messages. */
const POLLERS = 10;
/** Left of the time for one batch and for what the cases want done. */
const RESERVE_MS = 30_000;
/** Batches that fail as a whole: the tables are down, and the messages will come again. */
const FAILED_BATCHES = 3;
/** Cases worked on together. */
const CASE_WIDTH = 8;
/** Errors of one drain in the journal, and characters of each. */
const ERRORS_KEPT = 20;
const ERROR_LENGTH = 300;

/** A drain that dies gives the lease up with its time; the next but one tick finds it free. */
const LEASE_MARGIN_MS = 5_000;

/**
 * Empties the queue, unless another drain is at it: two would ask the same person twice at the edge of a second.
 *
 * @param remainingMs milliseconds until this run is stopped
 */
export async function drain(ports: DrainPorts, remainingMs: () => number): Promise<DrainReport> {
  const { lease } = ports;
  if (lease === undefined) return drainAlone(ports, remainingMs);
  const holder = `${ports.clock.now()}-${ports.random()}`;
  if (!(await lease.take(holder, remainingMs() + LEASE_MARGIN_MS))) return SKIPPED;
  try {
    return await drainAlone(ports, remainingMs);
  } finally {
    // What is not given back lapses: it must not cost the report of a drain that is done.
    await lease.release(holder).catch(() => undefined);
  }
}

const SKIPPED: DrainReport = {
  messages: 0,
  logged: 0,
  notified: 0,
  alerted: 0,
  duplicate: 0,
  quarantined: 0,
  errors: [],
  emptied: false,
  skipped: true,
};

/**
 * Empties the queue: deadlines first, before anything that a flood could delay, then the messages batch by batch,
 * each batch's cases at once.
 */
async function drainAlone(ports: DrainPorts, remainingMs: () => number): Promise<DrainReport> {
  const mayGoOn = () => remainingMs() > RESERVE_MS;
  const startedAt = ports.clock.now();
  const errors = [...(await sweep(ports, mayGoOn))];
  const total: Totals = { messages: 0, logged: 0, notified: 0, alerted: 0, duplicate: 0, quarantined: 0 };
  const touched = new Set<string>();
  let emptied = false;
  let failedBatches = 0;
  while (mayGoOn() && failedBatches < FAILED_BATCHES) {
    const messages = await receive(ports);
    if (messages.length === 0) {
      emptied = true;
      break;
    }
    try {
      const batch = await handleMessages(ports, messages);
      await ports.queue.remove(batch.done);
      total.messages += messages.length;
      for (const entry of batch.entries) count(total, entry);
      for (const id of batch.touched) touched.add(id);
      errors.push(...batch.errors);
      await pageNow(ports, batch.touched, errors);
    } catch (cause) {
      failedBatches++;
      errors.push(inWords(cause));
    }
  }
  await work(ports, [...touched], errors);
  await journalDrain(ports, total, errors, startedAt);
  const report = { ...total, errors, emptied };
  await ports.metrics.publish(metricsOf(report));
  return report;
}

/** A drain that had nothing to do leaves no line: its metrics say that it ran. */
async function journalDrain(
  ports: DrainPorts,
  total: Totals,
  errors: string[],
  startedAt: number,
): Promise<void> {
  if (total.messages === 0 && errors.length === 0) return;
  const shown = errors.slice(0, ERRORS_KEPT).map((error) => cleanText(error, ERROR_LENGTH));
  const figures = { ...total, errors: shown, tookMs: ports.clock.now() - startedAt };
  try {
    await ports.journal.append([drainLine(figures, startedAt)]);
  } catch (cause) {
    errors.push(`journal: ${inWords(cause)}`);
  }
}

/** What several pollers find at once; when that is nothing, what one finds that waits. */
async function receive({ queue, lastWaitSeconds }: DrainPorts): Promise<readonly ReceivedMessage[]> {
  const batches = await Promise.all(Array.from({ length: POLLERS }, () => queue.receive(0)));
  const messages = batches.flat();
  return messages.length > 0 ? messages : queue.receive(lastWaitSeconds);
}

/** Alerts do not wait for the end of a long queue; questions do, so that a burst is one message. */
async function pageNow(ports: DrainPorts, caseIds: readonly string[], errors: string[]): Promise<void> {
  const alerts: string[] = [];
  for (const id of new Set(caseIds)) {
    if ((await ports.cases.get(id))?.kind === 'alert') alerts.push(id);
  }
  await work(ports, alerts, errors);
}

async function work(ports: DrainPorts, caseIds: readonly string[], errors: string[]): Promise<void> {
  await inParallel(caseIds, CASE_WIDTH, async (id) => {
    try {
      await settleCase(ports, id);
    } catch (cause) {
      errors.push(`case ${id}: ${inWords(cause)}`);
    }
  });
}

type Totals = {
  -readonly [K in 'messages' | 'logged' | 'notified' | 'alerted' | 'duplicate' | 'quarantined']: number;
};

function count(total: Totals, entry: JournalEntry): void {
  switch (entry.kind) {
    case 'call': {
      const { severity } = entry.data;
      if (severity === 'log') total.logged++;
      else if (severity === 'notify') total.notified++;
      else total.alerted++;
      return;
    }
    case 'duplicate':
      total.duplicate++;
      return;
    case 'quarantine':
      total.quarantined++;
      return;
    case 'transition':
    case 'delivery':
    case 'subscription':
    case 'alarm':
    case 'drain':
    case 'investigation':
    case 'alarm-records':
    case 'containment':
      return;
  }
}

function inWords(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
