import type { Question, QuestionState } from '../../lambda/cases/case.ts';
import type { QuestionEvent } from '../../lambda/cases/case-event.ts';
import { openQuestion, roomIn, transition } from '../../lambda/cases/question.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import {
  ANA,
  answer,
  asked,
  asking,
  caseCall,
  caseCalls,
  confirming,
  ended,
  escalated,
  having,
  MINUTE_MS,
  START,
  settled,
  shown,
  verified,
  wants,
} from './samples.ts';

const DEADLINE = START + DEFAULT_CONFIG.verification.deadlineMs;
const ids = (question: Question) => question.calls.map((call) => call.eventID);

const STATES: Readonly<Record<QuestionState, () => Question>> = {
  asking,
  asked,
  confirming,
  verified,
  escalated,
};

const EVENTS = {
  'calls arrive': { kind: 'calls-arrived', at: START, calls: [caseCall('new')] },
  asked: shown(asking()),
  updated: { kind: 'updated', at: START, revision: 99 },
  'Slack fails': { kind: 'ask-failed', at: START, reason: 'down' },
  yes: answer('yes'),
  no: answer('no', START + 3 * MINUTE_MS),
  'wrong person': answer('wrong-person'),
  'a stranger says yes': { kind: 'answered', at: START, answer: 'yes', user: 'U0EVE', revision: 1 },
  'push sent': { kind: 'push-sent', at: START, txid: 'push-2' },
  'no second factor': { kind: 'push-unusable', at: START, reason: 'bypass' },
  'Duo fails': { kind: 'push-failed', at: START, reason: 'down' },
  approved: ended('approved'),
  denied: ended('denied'),
  fraud: ended('fraud'),
  'push timed out': ended('timeout'),
  'another push approved': ended('approved', 'push-0'),
  'half the time passes': { kind: 'time-passed', at: START + 8 * MINUTE_MS },
  'all the time passes': { kind: 'time-passed', at: DEADLINE },
} as const satisfies Readonly<Record<string, QuestionEvent>>;

type EventName = keyof typeof EVENTS;
type Row = Partial<Record<EventName, string>>;

/** What an event makes of a state: the next state and the cause or new wishes; events not named change nothing. */
const TABLE: Readonly<Record<QuestionState, Row>> = {
  asking: {
    'calls arrive': 'asking',
    asked: 'asked',
    'Slack fails': 'escalated unreachable: page, post',
    'all the time passes': 'escalated unreachable: page, post',
  },
  asked: {
    'calls arrive': 'asked: update',
    updated: 'asked',
    yes: 'confirming: push, update',
    no: 'escalated no: page, post, update',
    'wrong person': 'escalated wrong-person: page, post, update',
    'half the time passes': 'asked: remind',
    'all the time passes': 'escalated silence: page, post, update',
  },
  confirming: {
    'calls arrive': 'confirming',
    'push sent': 'confirming: watch-push',
    'no second factor': 'escalated no-second-factor: page, post, update',
    'Duo fails': 'escalated second-factor-unreachable: page, post, update',
    approved: 'verified: update',
    denied: 'escalated push-denied: page, post, update',
    fraud: 'escalated push-fraud: page, post, update',
    'push timed out': 'confirming: push',
    'all the time passes': 'escalated push-timeout: page, post, update',
  },
  verified: { 'calls arrive': 'verified: carry-over' },
  escalated: {
    'calls arrive': 'escalated no: annotate, post-news, update',
    yes: 'escalated no: annotate, post-news, update',
    'wrong person': 'escalated no: annotate, post-news, update',
  },
};

describe.each(Object.entries(STATES))('a question that is %s', (name, make) => {
  const row = TABLE[name as QuestionState];

  test.each(Object.entries(EVENTS))('%s', (event, given) => {
    const before = settled(make());
    const next = transition(before, given);
    const expected = row[event as EventName];
    if (expected === undefined) return expect(next).toBe(before);
    const cause = next.cause === null ? '' : ` ${next.cause}`;
    const wishes = wants(next).length === 0 ? '' : `: ${wants(next).join(', ')}`;
    expect(`${next.state}${cause}${wishes}`).toBe(expected);
    expect(next.version).toBe(before.version + 1);
  });
});

describe('a yes', () => {
  test('covers the calls its message showed; the others wait for the outcome', () => {
    const first = asked([caseCall('seen')]);
    const revision = first.message?.revision ?? 0;
    const grown = having(first, { kind: 'calls-arrived', at: START, calls: [caseCall('unseen')] });
    const yes = having(grown, answer('yes', START, revision));
    expect(ids(yes)).toEqual(['seen']);
    expect(yes.waiting.map((call) => call.eventID)).toEqual(['unseen']);
  });

  test('covers all calls once the message has been brought up to date', () => {
    const grown = having(asked([caseCall('a')]), {
      kind: 'calls-arrived',
      at: START,
      calls: [caseCall('b')],
    });
    const updated = having(grown, { kind: 'updated', at: START, revision: grown.version });
    expect(ids(having(updated, answer('yes', START, grown.version)))).toEqual(['a', 'b']);
  });

  test('just before the deadline leaves the push its time', () => {
    const late = having(asked(), answer('yes', DEADLINE - 1_000));
    expect(having(late, { kind: 'time-passed', at: DEADLINE }).state).toBe('confirming');
    expect(having(late, { kind: 'time-passed', at: DEADLINE + 2 * MINUTE_MS })).toMatchObject({
      state: 'escalated',
      cause: 'second-factor-unreachable',
    });
  });
});

describe('a question', () => {
  test('takes what waited into the incident when it escalates', () => {
    const waiting = having(confirming(), { kind: 'calls-arrived', at: START, calls: [caseCall('later')] });
    const denied = having(waiting, ended('denied'));
    expect(ids(denied)).toEqual(['first', 'later']);
    expect(denied.waiting).toEqual([]);
  });

  test('hands what waited on when it is verified', () => {
    const waiting = having(confirming(), { kind: 'calls-arrived', at: START, calls: [caseCall('later')] });
    const approved = having(waiting, ended('approved'));
    expect(ids(approved)).toEqual(['first']);
    expect(wants(approved)).toContain('carry-over');
  });

  test('a second time-out of its push escalates', () => {
    const second = having(confirming(), ended('timeout'), { kind: 'push-sent', at: START, txid: 'push-2' });
    expect(having(second, ended('timeout', 'push-2'))).toMatchObject({ cause: 'push-timeout' });
  });

  test('wants nothing more of the verification once it has ended', () => {
    expect(wants(verified())).not.toEqual(expect.arrayContaining(['push']));
    expect(wants(having(asking(), { kind: 'ask-failed', at: START, reason: 'down' }))).not.toContain('ask');
  });

  test('is updated after it was asked when calls joined meanwhile', () => {
    const question = asking();
    const grown = having(question, { kind: 'calls-arrived', at: START, calls: [caseCall('meanwhile')] });
    expect(wants(having(settled(grown), shown(question)))).toContain('update');
  });

  test('keeps at most ten late answers', () => {
    const answers = Array.from({ length: 15 }, (_, index) => answer('yes', START + index * 1_000));
    expect(having(escalated(), ...answers).lateAnswers).toHaveLength(10);
  });

  test('does not take one late answer twice', () => {
    const once = having(escalated(), answer('yes'));
    expect(having(once, answer('yes'))).toBe(once);
  });
});

describe('the room of a question', () => {
  test('is what it has not kept yet', () => {
    expect(roomIn(asked(caseCalls(990)), START)).toBe(10);
    expect(roomIn(asked(caseCalls(1_000)), START)).toBe(0);
  });

  test('is a hundred calls while a push waits', () => {
    expect(roomIn(confirming(), START)).toBe(100);
  });

  test('has no end for a day after it was escalated, and none is left then', () => {
    const { endedAt } = escalated();
    expect(roomIn(escalated(), (endedAt ?? 0) + 24 * 60 * MINUTE_MS - 1)).toBe(Number.POSITIVE_INFINITY);
    expect(roomIn(escalated(), (endedAt ?? 0) + 24 * 60 * MINUTE_MS)).toBe(0);
  });

  test('is none after it was verified', () => {
    expect(roomIn(verified(), START)).toBe(0);
  });
});

describe('an incident', () => {
  test('keeps a hundred calls whole, nine hundred in brief, and counts the others', () => {
    const grown = having(escalated(), { kind: 'calls-arrived', at: START, calls: caseCalls(1_500) });
    expect(grown.calls).toHaveLength(1_000);
    expect(grown.moreCalls).toBe(501);
    expect(grown.calls[99]?.resource).toBe('new-user');
    expect(grown.calls[100]).toMatchObject({ resource: null, principal: '', eventName: 'CreateUser' });
  });
});

test('the same call twice in one opening is one call', () => {
  const opening = { ...asking(), at: START };
  const question = openQuestion(opening, [caseCall('a'), caseCall('a')], DEFAULT_CONFIG.verification);
  expect(ids(question)).toEqual(['a']);
});

test('only the user the question went to may answer', () => {
  const question = asked();
  expect(question.message?.user).toBe(ANA);
  for (const given of ['yes', 'no', 'wrong-person'] as const) {
    expect(
      transition(question, { kind: 'answered', at: START, answer: given, user: 'U0EVE', revision: 9 }),
    ).toBe(question);
  }
});
