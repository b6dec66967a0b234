import { parseButtonValue } from '../../lambda/cases/button-value.ts';
import type { Case, Question } from '../../lambda/cases/case.ts';
import { commonFacts } from '../../lambda/cases/words/summary-of-calls.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type SlackMessage, slackMessageId } from '../stand-ins/slack.ts';
import type { JournalTail } from './journal-tail.ts';

/** `GET /api/state`: read from the tables and the stand-ins when it is asked for. */
export async function readState(pipeline: Pipeline, tail: JournalTail) {
  await tail.follow();
  const questions = await questionsOf(pipeline);
  const { messages } = pipeline.vendors.slack.state();
  const undelivered = pipeline.busStore.counts().undelivered;
  const quarantined: { readonly reason: string; readonly body: string }[] = [];
  for await (const { reason, body } of pipeline.quarantine.list()) quarantined.push({ reason, body });
  return {
    calls: await callCounts(pipeline, tail),
    cases: questions.map(caseView),
    messages: messages
      .filter(({ kind }) => kind === 'message')
      .map((message) => messageView(message, questions)),
    whispers: messages
      .filter(({ kind }) => kind === 'whisper')
      .map(({ user, channel, text }) => ({ user, channel, text })),
    pushes: pipeline.vendors.duo.state().pushes,
    incidents: pipeline.vendors.pagerduty
      .state()
      .incidents.map(({ dedupKey, severity, summary, details, events, state }) => ({
        dedupKey,
        severity,
        summary,
        details,
        events,
        state,
      })),
    quarantine: [...quarantined, ...undelivered],
  };
}

export type RunState = Awaited<ReturnType<typeof readState>>;

export async function questionsOf(pipeline: Pipeline): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for await (const item of pipeline.cases.list()) if (isQuestion(item)) questions.push(item);
  return questions;
}

function isQuestion(item: Case): item is Question {
  return item.kind === 'question';
}

/** Once everything is drained: received = filtered + logged + notified + alerted + quarantined + duplicate. */
export async function callCounts(pipeline: Pipeline, tail: JournalTail) {
  const { filtered, undelivered } = pipeline.busStore.counts();
  const { other, ...decided } = tail.counts();
  return {
    received: (await pipeline.received()) - other,
    filtered,
    ...decided,
    quarantined: decided.quarantined + undelivered.length,
  };
}

export type CallCounts = Awaited<ReturnType<typeof callCounts>>;

function caseView(question: Question) {
  const account = commonFacts(question.calls).account ?? question.calls[0]?.account ?? '';
  return {
    id: question.id,
    state: question.state,
    cause: question.cause,
    person: question.person.email,
    account,
    calls: [...question.calls, ...question.waiting].map((call) => call.eventID),
    messageId:
      question.message === null ? null : slackMessageId(question.message.channel, question.message.ts),
    deadline: question.deadline,
    openedAt: question.openedAt,
    code: question.code,
    quiet: quietView(question),
    ended:
      question.closed === undefined
        ? null
        : { by: question.closed.by, who: question.closed.who, at: question.closed.at },
    partOf: question.partOf ?? null,
  };
}

/** What a yes keeps quiet; null where it keeps nothing quiet. */
function quietView({ state, quiet }: Question) {
  if (state !== 'verified' || quiet === undefined) return null;
  return {
    until: quiet.until,
    ended: quiet.ended?.because ?? null,
    covered: quiet.calls.length + quiet.moreCalls,
  };
}

function messageView(message: SlackMessage, questions: readonly Question[]) {
  const asked = questions.find(
    ({ message: posted }) => posted !== null && slackMessageId(posted.channel, posted.ts) === message.id,
  );
  const { id, person, user, channel, text, blocks, buttons, thread } = message;
  return {
    id,
    caseId: asked?.id ?? caseInButtons(blocks),
    person,
    user,
    channel,
    text,
    blocks,
    buttons,
    thread,
  };
}

/** A message that was posted and not yet written down says in its buttons which case it is of. */
function caseInButtons(blocks: readonly JsonObject[]): string | null {
  const values = blocks.flatMap((block) =>
    listOf(block['elements']).map((element) => textOf(objectOf(element)['value'])),
  );
  const value = values.find((text) => text !== null) ?? null;
  return value === null ? null : (parseButtonValue(value)?.caseId ?? null);
}
