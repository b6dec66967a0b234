import type { Case, CaseCall, Question } from '../cases/case.ts';
import { incidentKeyOf } from '../cases/case-id.ts';
import type { OutboxEntry, QuestionEffect } from '../cases/effect.ts';
import { isEndedByPerson } from '../cases/incident-end.ts';
import { afterPage } from '../cases/incident-news.ts';
import { transition } from '../cases/question.ts';
import { incidentIdOf } from '../cases/shared-incident.ts';
import { pageOf } from '../cases/words/page-of.ts';
import { renderQuestion, renderReminder } from '../cases/words/slack-question.ts';
import { failureInWords, INFORM_ATTEMPTS, informed, tryAFewTimes, tryAgain } from './after-failure.ts';
import { askPerson } from './ask-person.ts';
import { questionCollector } from './collectors.ts';
import type { EffectPorts } from './effect-ports.ts';
import { writeInvestigateMessage } from './investigate-message.ts';
import { joinCase } from './join-case.ts';
import { listCovered } from './list-covered.ts';
import { postToChannel } from './post-to-channel.ts';
import { pushPerson, watchPush } from './push-person.ts';
import type { EffectResult } from './run-outbox.ts';
import { shareIncident } from './share-incident.ts';

/** What would only add to an incident that somebody ended would open it again. */
const ENDED: EffectResult = { kind: 'done', note: 'the incident has been ended' };

/** Tries one effect once. `watchMs`: how long news of a push may be waited for. */
export async function attemptEffect(
  ports: EffectPorts,
  item: Case,
  entry: OutboxEntry,
  watchMs: number,
): Promise<EffectResult> {
  const { effect, attempts } = entry;
  switch (effect.kind) {
    case 'page':
    case 'annotate':
      return attempts === 1 && effect.kind === 'page'
        ? firstPage(ports, item)
        : page(ports, item, effect.kind);
    case 'page-history':
      return pageHistory(ports, item, attempts);
    case 'resolve':
      return resolve(ports, item);
    case 'investigate':
      return investigate(ports, item, attempts);
    case 'post':
    case 'post-history':
    case 'post-records':
    case 'post-news':
    case 'post-end':
      return postToChannel(ports, item, effect.kind, attempts);
    case 'record':
      return { kind: 'done', note: 'recorded' };
    case 'ask':
    case 'update':
    case 'remind':
    case 'push':
    case 'watch-push':
    case 'list-covered':
    case 'carry-over':
      return item.kind === 'question'
        ? attemptQuestionEffect(ports, item, effect, attempts, watchMs)
        : { kind: 'done', note: `an alert has no ${effect.kind}` };
  }
}

async function attemptQuestionEffect(
  ports: EffectPorts,
  question: Question,
  effect: QuestionEffect,
  attempts: number,
  watchMs: number,
): Promise<EffectResult> {
  switch (effect.kind) {
    case 'ask':
      return askPerson(ports, question);
    case 'update':
      return update(ports, question, attempts);
    case 'remind':
      return remind(ports, question, attempts);
    case 'push':
      return pushPerson(ports, question);
    case 'watch-push':
      return watchPush(ports, question, watchMs);
    case 'list-covered':
      return listCovered(ports, question, attempts);
    case 'carry-over':
      return carryOver(ports, question, effect.calls);
  }
}

/** Decides once whose incident it is: what was tried under one key is never tried under another. */
async function firstPage(ports: EffectPorts, item: Case): Promise<EffectResult> {
  const decided = item.kind === 'question' ? await shareIncident(ports, item) : item;
  if (decided !== null) return page(ports, decided, 'page');
  return { kind: 'again', at: ports.clock.now(), note: 'whose incident it is could not be written down' };
}

/** Not before the page, which would open it again. Tried without end: an incident here and one there say the same. */
async function resolve({ pager, clock }: EffectPorts, item: Case): Promise<EffectResult> {
  if (isToBePaged(item)) return { kind: 'again', at: clock.now(), note: NOT_OUT_YET };
  if (incidentIdOf(item) !== item.id) return { kind: 'done', note: 'the incident is another case’s' };
  const outcome = await pager.resolve(incidentKeyOf(item.id));
  const isOver = outcome.kind === 'delivered' || outcome.kind === 'permanent';
  return isOver
    ? { kind: 'done', note: outcome.kind === 'permanent' ? failureInWords(outcome) : 'resolved' }
    : tryAgain(outcome, clock.now());
}

const NOT_OUT_YET = 'the page is not out yet';

function isToBePaged({ outbox }: Case): boolean {
  return outbox.some(({ effect }) => effect.kind === 'page');
}

/** Tried without end: nothing un-pages a page. What PagerDuty refuses is sent without its details. */
async function page(
  { pager, clock }: EffectPorts,
  item: Case,
  kind: 'page' | 'annotate',
): Promise<EffectResult> {
  if (kind === 'annotate') {
    if (isEndedByPerson(item)) return ENDED;
    // Before it nobody has decided under which key.
    if (isToBePaged(item)) return { kind: 'again', at: clock.now(), note: NOT_OUT_YET };
  }
  const full = await pager.trigger(pageOf(item, false));
  const outcome = full.kind === 'permanent' ? await pager.trigger(pageOf(item, true)) : full;
  const at = clock.now();
  if (outcome.kind !== 'delivered') return tryAgain(outcome, at);
  return {
    kind: 'done',
    note: 'paged',
    change: (stored) => (kind === 'page' ? afterPage(stored, at) : stored),
  };
}

/** Whoever looks into keys works from a queue of his own: it takes longer than an effect may. */
async function investigate(ports: EffectPorts, item: Case, attempts: number): Promise<EffectResult> {
  try {
    await ports.investigateQueue.send(writeInvestigateMessage({ caseId: item.id }));
    return { kind: 'done', note: 'handed over' };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return tryAFewTimes({ kind: 'transient', reason }, attempts, INFORM_ATTEMPTS, ports.clock.now());
  }
}

/** Under the key of the open incident, which PagerDuty tells nobody of again. */
async function pageHistory(ports: EffectPorts, item: Case, attempts: number): Promise<EffectResult> {
  if (isEndedByPerson(item)) return ENDED;
  return informed(
    await ports.pager.trigger({ ...pageOf(item, false), adds: 'history' }),
    attempts,
    ports.clock.now(),
  );
}

async function update(ports: EffectPorts, question: Question, attempts: number): Promise<EffectResult> {
  if (question.message === null) return { kind: 'done', note: 'nothing was posted' };
  const revision = question.version;
  const outcome = await ports.chat.update(question.message, renderQuestion(question));
  if (outcome.kind !== 'delivered') return informed(outcome, attempts, ports.clock.now());
  const at = ports.clock.now();
  return {
    kind: 'done',
    note: 'updated',
    change: (item) => (item.kind === 'question' ? transition(item, { kind: 'updated', at, revision }) : item),
  };
}

async function remind(ports: EffectPorts, question: Question, attempts: number): Promise<EffectResult> {
  if (question.message === null) return { kind: 'done', note: 'nothing was posted' };
  const outcome = await ports.chat.post(question.message.channel, renderReminder(question), question.message);
  return informed(outcome, attempts, ports.clock.now());
}

/**
 * Calls that an answer did not cover become a question of their own. Those that already moved on in an earlier,
 * crashed attempt stay where they are.
 */
async function carryOver(
  ports: EffectPorts,
  question: Question,
  calls: readonly CaseCall[],
): Promise<EffectResult> {
  const marks = await ports.ledger.find(calls.map((call) => call.ledgerKey));
  const arrivals = calls.map((call) => {
    const messageId = marks.get(call.ledgerKey)?.messageId ?? call.eventID;
    return { call, messageId };
  });
  // Free to be claimed by the next case; the mark of another case is an earlier attempt's and says where the call is.
  const here = arrivals.filter(({ call }) => marks.get(call.ledgerKey)?.caseId === question.id);
  await ports.ledger.settle(
    here.map(({ call, messageId }) => ({
      key: call.ledgerKey,
      messageId,
      caseId: question.id,
      settled: false,
    })),
  );
  const { verification, clock, random } = ports;
  const now = clock.now();
  const collector = questionCollector(question.person, question.origin, verification, now, random);
  const { joined } = await joinCase(ports, collector, arrivals);
  const note = joined.length === 0 ? 'all had moved on' : `carried over to ${joined.join(', ')}`;
  return { kind: 'done', note, opened: joined };
}
