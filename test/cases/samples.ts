import type { CaseCall, Question } from '../../lambda/cases/case.ts';
import type { QuestionEvent } from '../../lambda/cases/case-event.ts';
import { dueAtOf } from '../../lambda/cases/due.ts';
import type { Effect } from '../../lambda/cases/effect.ts';
import { withoutEntry } from '../../lambda/cases/outbox.ts';
import { openQuestion, transition } from '../../lambda/cases/question.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';

export const START = Date.UTC(2026, 10, 20, 9);
export const MINUTE_MS = 60_000;
export const ANA = 'U0ANA';

export function caseCall(eventID: string, changes: Partial<CaseCall> = {}): CaseCall {
  return {
    eventID,
    ledgerKey: `111122223333/${eventID}`,
    eventTime: START - MINUTE_MS,
    account: '111122223333',
    region: 'us-east-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    principal: 'IAM user ana@example.com',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    address: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    errorCode: null,
    resource: 'new-user',
    ruleIds: ['iam/create-user'],
    titles: ['An IAM user was created'],
    reasons: ['An IAM user was created'],
    late: false,
    shownFrom: null,
    ...changes,
  };
}

export function caseCalls(count: number, prefix = 'call'): readonly CaseCall[] {
  return Array.from({ length: count }, (_, index) => caseCall(`${prefix}-${index + 1}`));
}

export function asking(calls: readonly CaseCall[] = [caseCall('first')]): Question {
  const opening = {
    group: '0123456789abcdef0123456789abcdef',
    generation: 1,
    person: { email: 'ana@example.com', confidence: 'high', by: 'IAM user name' } as const,
    origin: { lineage: 'key:AKIAIOSFODNN7EXAMPLE', network: '198.51.100.0/24' },
    code: '42',
    at: START,
  };
  return openQuestion(opening, calls, DEFAULT_CONFIG.verification);
}

export function having(question: Question, ...events: readonly QuestionEvent[]): Question {
  return events.reduce(transition, question);
}

/** What Slack showed is the question as it is. */
export function shown(question: Question): QuestionEvent {
  const message = { channel: 'D0ANA', ts: '1.000001', user: ANA };
  return { kind: 'asked', at: START, message, revision: question.version };
}

export function asked(calls?: readonly CaseCall[]): Question {
  const question = asking(calls);
  return having(question, shown(question));
}

export function answer(
  given: 'yes' | 'no' | 'wrong-person',
  at = START + MINUTE_MS,
  revision = 1,
): QuestionEvent {
  return { kind: 'answered', at, answer: given, user: ANA, revision };
}

export function confirming(calls?: readonly CaseCall[]): Question {
  return having(asked(calls), answer('yes'), { kind: 'push-sent', at: START + MINUTE_MS, txid: 'push-1' });
}

export function ended(end: 'approved' | 'denied' | 'fraud' | 'timeout', txid = 'push-1'): QuestionEvent {
  return { kind: 'push-ended', at: START + 2 * MINUTE_MS, txid, end };
}

export function verified(): Question {
  return having(confirming(), ended('approved'));
}

export function escalated(): Question {
  return having(asked(), answer('no'));
}

/** The kinds of what the question wants done, without the journal's. */
export function wants(question: Question): readonly Effect['kind'][] {
  return question.outbox.map(({ effect }) => effect.kind).filter((kind) => kind !== 'record');
}

/** The question after all it wanted was done. */
export function settled(question: Question): Question {
  const outbox = question.outbox.reduce((left, { id }) => withoutEntry(left, id), question.outbox);
  const done = { ...question, outbox, version: question.version + 1 };
  return { ...done, dueAt: dueAtOf(done) };
}
