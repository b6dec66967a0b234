import fc from 'fast-check';
import { openAlert } from '../../../lambda/cases/alert.ts';
import type { Alert, CaseCall, Cause, Question, QuietPeriod } from '../../../lambda/cases/case.ts';
import { caseCallOf } from '../../../lambda/cases/case-call.ts';
import { transition } from '../../../lambda/cases/question.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../../lambda/cloudtrail/parse-call.ts';
import { record } from '../../workflows/messages.ts';
import { asking, START, shown } from '../samples.ts';

/** Stands in every text that an attacker chose, so that it is found wherever it comes out. */
export const MARK = 'qzx';

const nasty = fc.constantFrom(
  '<!channel>',
  '<!here|x>',
  '<@U0000001>',
  '<https://evil.example|click>',
  'https://evil.example/',
  '`',
  '```',
  '*bold*',
  '_italic_',
  '~gone~',
  '&lt;!channel&gt;',
  '\n> quote\n',
  '\u202E\u2066\u200B',
  '\u0000\u001B[31m',
  '\uD800',
  '\uDC00',
  '😀😀😀',
  '&'.repeat(900),
  'W'.repeat(5_000),
  '"}]',
);

/** Text as an attacker would choose it. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 4 })
  .map((parts) => [parts[0] ?? '', MARK, ...parts.slice(1)].join(''));

const hostileRecord: fc.Arbitrary<JsonObject> = fc
  .record({
    eventID: fc.uuid(),
    eventName: hostileText,
    eventSource: hostileText,
    awsRegion: hostileText,
    sourceIPAddress: hostileText,
    userAgent: hostileText,
    errorCode: hostileText,
    userName: hostileText,
    sessionName: hostileText,
    accessKeyId: hostileText,
  })
  .map(({ userName, sessionName, accessKeyId, ...texts }) =>
    record({
      ...texts,
      requestParameters: { userName },
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::111122223333:assumed-role/${userName}/${sessionName}`,
        accountId: '111122223333',
        accessKeyId,
        userName: sessionName,
      },
    }),
  );

const hostileCall: fc.Arbitrary<CaseCall> = fc.tuple(hostileRecord, fc.boolean()).map(([hostile, late]) => {
  const match = { ruleId: 'iam/create-user', title: 'A user & more', level: 'medium', tags: [] } as const;
  const decision = {
    severity: 'notify',
    disposition: { kind: 'log' },
    matches: [match],
    reasons: ['A user & more', `the call failed: ${hostile['errorCode']}`],
    late,
  } as const;
  return caseCallOf({ call: parseCall(hostile), decision });
});

/** A few calls, or hundreds of kinds. */
const manyCalls = fc
  .tuple(fc.array(hostileCall, { minLength: 1, maxLength: 8 }), fc.constantFrom(1, 1, 50))
  .map(([calls, kinds]) =>
    calls.flatMap((call) =>
      Array.from({ length: kinds }, (_, index) => ({
        ...call,
        eventID: `${call.eventID}-${index}`,
        eventName: index === 0 ? call.eventName : `${index}${call.eventName}`.slice(0, 160).toWellFormed(),
      })),
    ),
  );

const CAUSES: readonly Cause[] = [
  'no',
  'wrong-person',
  'silence',
  'push-denied',
  'push-fraud',
  'push-timeout',
  'push-limit',
  'no-second-factor',
  'second-factor-unreachable',
  'unreachable',
  'not-me',
];

/** A question in any state about calls with hostile texts. */
export const hostileQuestion: fc.Arbitrary<Question> = fc
  .record({
    calls: manyCalls,
    state: fc.constantFrom(
      'asking',
      'asked',
      'confirming',
      'verified',
      'escalated',
      'escalated',
      'escalated',
    ),
    cause: fc.constantFrom(...CAUSES),
    causeDetail: fc.option(hostileText),
    moreCalls: fc.constantFrom(0, 1_234),
    confidence: fc.constantFrom('highest', 'high', 'low'),
    by: hostileText,
  })
  .map(({ calls, state, cause, causeDetail, moreCalls, confidence, by }): Question => {
    const found = asking(calls);
    const question = { ...found, person: { ...found.person, confidence, by } };
    const late = { answer: 'yes', at: START, user: 'U0ANA' } as const;
    if (state !== 'escalated') return { ...transition(question, shown(question)), state };
    const ended = { cause, causeDetail, endedAt: START + 1_000, lateAnswers: [late] };
    return { ...question, ...ended, state, moreCalls };
  });

/** A question whose quiet period covered calls with hostile texts; some were disowned. */
export const hostileCovered: fc.Arbitrary<{ readonly item: Question; readonly quiet: QuietPeriod }> = fc
  .record({
    calls: manyCalls,
    state: fc.constantFrom('verified', 'escalated'),
    moreCalls: fc.constantFrom(0, 1_234),
  })
  .map(({ calls, state, moreCalls }) => {
    const question = asking(calls);
    const quiet = {
      from: START,
      until: START + 1_800_000,
      rules: [],
      countries: [],
      asns: [],
      tools: [],
      ended: null,
      calls,
      moreCalls,
      post: null,
    };
    const cause: Cause | null = state === 'escalated' ? 'not-me' : null;
    return { item: { ...question, state, cause, moreCalls, quiet, endedAt: START }, quiet };
  });

export const hostileAlert: fc.Arbitrary<Alert> = fc
  .record({
    calls: manyCalls,
    because: fc.constantFrom('severity', 'forgery', 'nobody-to-ask', 'too-late'),
  })
  .map(({ calls, because }) => {
    const opening = { severity: 'error', person: null, at: START, openUntil: START } as const;
    return openAlert({ ...opening, group: '0'.repeat(32), generation: 1, because }, calls);
  });
