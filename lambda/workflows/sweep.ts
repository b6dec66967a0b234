import type { Case } from '../cases/case.ts';
import type { Effect, OutboxEntry } from '../cases/effect.ts';
import { expireIncident } from '../cases/incident-end.ts';
import { nextRunnable } from '../cases/outbox.ts';
import { transition } from '../cases/question.ts';
import type { Journal } from '../ports/journal.ts';
import type { Queue } from '../ports/queue.ts';
import { attemptEffect } from './attempt-effect.ts';
import type { EffectPorts } from './effect-ports.ts';
import { inParallel } from './in-parallel.ts';
import { runOutbox } from './run-outbox.ts';
import { writeVerifyMessage } from './verify-message.ts';
import { changeCase } from './write-case.ts';

export interface SweepPorts extends EffectPorts {
  readonly journal: Journal;
  readonly verifyQueue: Pick<Queue, 'send'>;
}

/** Cases looked at together: vendors limit how many calls a second they take. */
const SWEEP_WIDTH = 8;
const SWEEP_PAGE = 100;

/**
 * Looks at every case whose time has come: reminders, deadlines, and effects that are still to be done, also those
 * that a crashed function left behind. A case that fails keeps none of the others waiting.
 *
 * @returns one sentence for each case that failed
 */
export async function sweep(ports: SweepPorts, mayGoOn: () => boolean): Promise<readonly string[]> {
  const errors: string[] = [];
  const seen = new Set<string>();
  while (mayGoOn()) {
    const due = await ports.cases.due(ports.clock.now(), SWEEP_PAGE);
    const fresh = due.filter((item) => !seen.has(item.id));
    if (fresh.length === 0) return errors;
    for (const item of fresh) seen.add(item.id);
    await inParallel(fresh, SWEEP_WIDTH, async (item) => {
      try {
        await lookAt(ports, item.id);
      } catch (cause) {
        errors.push(`case ${item.id}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    });
  }
  return errors;
}

async function lookAt(ports: SweepPorts, caseId: string): Promise<void> {
  const at = ports.clock.now();
  await changeCase(ports.cases, caseId, (item) =>
    expireIncident(item.kind === 'question' ? transition(item, { kind: 'time-passed', at }) : item, at),
  );
  await settleCase(ports, caseId);
}

/**
 * Does now whatever the case wants done, except pushes: those are the verify worker's, which alone can reach Duo. It is
 * told of a case whose push nobody is at.
 */
export async function settleCase(ports: SweepPorts, caseId: string): Promise<void> {
  const attempt = (item: Case, entry: OutboxEntry) => attemptEffect(ports, item, entry, 0);
  await runOutbox({ ...ports, attempt }, caseId, (effect) => !isPush(effect));
  const item = await ports.cases.get(caseId);
  const pushes = item?.outbox.filter((entry) => isPush(entry.effect)) ?? [];
  if (item !== null && nextRunnable({ ...item, outbox: pushes }, ports.clock.now()) !== null) {
    await ports.verifyQueue.send(writeVerifyMessage({ kind: 'continue', caseId }));
  }
}

function isPush(effect: Effect): boolean {
  return effect.kind === 'push' || effect.kind === 'watch-push';
}
