import type { Case, Question } from '../cases/case.ts';
import { REFUSAL, TOO_LATE } from '../cases/words/slack-question.ts';
import { attemptEffect } from './attempt-effect.ts';
import { endIncident } from './end-incident.ts';
import { runOutbox } from './run-outbox.ts';
import { showHome } from './show-home.ts';
import type { SweepPorts } from './sweep.ts';
import { readVerifyMessage, type VerifyMessage } from './verify-message.ts';
import { applyToQuestion } from './write-case.ts';

/** Left of the time after the last wait for a push: for the message, the page and the tables. */
const RESERVE_MS = 15_000;
/** One wait for news of a push. */
const WATCH_MS = 20_000;
/** Between two looks at a case whose push has to wait, such as while Duo is down. */
const PAUSE_MS = 2_000;

/**
 * When an answer that came before its question was written down is looked at again, and until when. It waits as long
 * again as it has waited: looked at every few seconds, an answer that the queue repeats would multiply without end.
 */
const LATER_SECONDS = { least: 5, most: 60 };
const LATER_UNTIL_MS = 10 * 60_000;

/** What became of a message. */
export type Verified = 'done' | 'unreadable';

/**
 * Judges an answer and goes on with its case: sends the push, waits for its outcome, tells everybody. What is not
 * finished in time is picked up by the next drain.
 */
export async function verify(ports: SweepPorts, body: string, remainingMs: () => number): Promise<Verified> {
  const read = readVerifyMessage(body);
  if (!read.ok) return 'unreadable';
  if (read.value.kind === 'home') {
    await showHome(ports, read.value.user);
    return 'done';
  }
  if (read.value.kind === 'answer') {
    const judged = await judge(ports, read.value);
    const waitedMs = ports.clock.now() - read.value.at;
    if (judged === 'later' && waitedMs < LATER_UNTIL_MS) {
      await ports.verifyQueue.send(body, laterSeconds(waitedMs));
    }
    if (judged !== 'go-on') return 'done';
  }
  if (read.value.kind === 'resolved') {
    const { caseId, by, at } = read.value;
    await endIncident(ports.cases, caseId, { by: 'pager', at, who: by });
  }
  await goOn(ports, read.value.caseId, remainingMs);
  return 'done';
}

function laterSeconds(waitedMs: number): number {
  return Math.min(LATER_SECONDS.most, Math.max(LATER_SECONDS.least, Math.round(waitedMs / 1_000)));
}

type AnswerMessage = Extract<VerifyMessage, { kind: 'answer' }>;

async function judge(ports: SweepPorts, message: AnswerMessage): Promise<'go-on' | 'done' | 'later'> {
  const { caseId, answer, user, revision, at } = message;
  const before = await ports.cases.get(caseId);
  if (before?.kind !== 'question') return 'done';
  // Posted, but not yet written down that it was: whom we asked is known in a moment.
  if (before.message === null && before.state === 'asking') return 'later';
  if (user !== (before.message?.user ?? (await whoWasAsked(ports, before)))) {
    await ports.chat.whisper(message.channel, user, REFUSAL);
    return 'done';
  }
  const given = { kind: 'answered', at, answer, user, revision, askedUser: user } as const;
  const after = await applyToQuestion(ports.cases, caseId, given);
  const isTaken =
    after !== null && (after.answer?.at === at || after.lateAnswers.some((late) => late.at === at));
  if (!isTaken) await ports.chat.whisper(message.channel, user, TOO_LATE);
  return 'go-on';
}

/** Slack may have posted a question and failed to say so: then its directory tells whom it went to. Null: nobody known. */
async function whoWasAsked({ chat }: SweepPorts, { person }: Question): Promise<string | null> {
  const found = await chat.findUser(person.email);
  return found.kind === 'delivered' ? found.value : null;
}

/** Does what the case wants done, and waits for its push while there is time. */
async function goOn(ports: SweepPorts, caseId: string, remainingMs: () => number): Promise<void> {
  for (let spare = spareMs(remainingMs); ; spare = spareMs(remainingMs)) {
    const watchMs = Math.min(WATCH_MS, spare);
    await runOutbox(
      { ...ports, attempt: (item, entry) => attemptEffect(ports, item, entry, watchMs) },
      caseId,
    );
    const item = await ports.cases.get(caseId);
    if (item === null || !awaitsPush(item) || spareMs(remainingMs) <= 0) return;
    if (!canGoOn(item, ports.clock.now())) await ports.sleep(Math.min(PAUSE_MS, spare));
  }
}

function spareMs(remainingMs: () => number): number {
  return Math.max(0, remainingMs() - RESERVE_MS);
}

function awaitsPush(item: Case): boolean {
  return item.outbox.some(({ effect }) => effect.kind === 'push' || effect.kind === 'watch-push');
}

function canGoOn(item: Case, now: number): boolean {
  return item.outbox.some((entry) => entry.claimedUntil === null && entry.notBefore <= now);
}
