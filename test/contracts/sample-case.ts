import type { Alert, Question } from '../../lambda/cases/case.ts';
import { caseIdOf } from '../../lambda/cases/case-id.ts';

const OPENED_AT = Date.UTC(2026, 10, 20, 9, 30);

export function sampleQuestion(changes: Partial<Question> = {}): Question {
  const group = changes.group ?? 'c0ffee';
  const generation = changes.generation ?? 1;
  return {
    kind: 'question',
    id: caseIdOf(group, generation),
    group,
    generation,
    version: 1,
    openedAt: OPENED_AT,
    calls: [],
    moreCalls: 0,
    outbox: [],
    dueAt: OPENED_AT + 450_000,
    expiresAt: OPENED_AT / 1_000 + 86_400,
    person: { email: 'jane@example.com', confidence: 'high', by: 'SSO session name' },
    origin: { lineage: 'AKIAIOSFODNN7EXAMPLE', network: '192.0.2.0/24' },
    state: 'asking',
    cause: null,
    causeDetail: null,
    deadline: OPENED_AT + 900_000,
    remindAt: OPENED_AT + 450_000,
    message: null,
    code: '42',
    answer: null,
    push: null,
    waiting: [],
    lateAnswers: [],
    endedAt: null,
    ...changes,
  };
}

export function sampleAlert(changes: Partial<Alert> = {}): Alert {
  const group = changes.group ?? 'a1e57';
  const generation = changes.generation ?? 1;
  return {
    kind: 'alert',
    id: caseIdOf(group, generation),
    group,
    generation,
    version: 1,
    openedAt: OPENED_AT,
    calls: [],
    moreCalls: 0,
    outbox: [],
    dueAt: OPENED_AT,
    expiresAt: OPENED_AT / 1_000 + 86_400,
    severity: 'critical',
    because: 'severity',
    openUntil: OPENED_AT + 3_600_000,
    pagedAt: null,
    person: null,
    ...changes,
  };
}
