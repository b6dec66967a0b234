import fc from 'fast-check';
import type { Case, Cause } from '../../../lambda/cases/case.ts';
import { causeInWords, causeLabel } from '../../../lambda/cases/words/cause-words.ts';
import { pageOf } from '../../../lambda/cases/words/page-of.ts';
import { pushRequestOf } from '../../../lambda/cases/words/push-info.ts';
import { asked, caseCall, caseCalls, escalated, having, MINUTE_MS, START } from '../samples.ts';
import { hostileAlert, hostileQuestion } from './hostile.ts';

const anyCase: fc.Arbitrary<Case> = fc.oneof(hostileQuestion, hostileAlert);

/** Every text in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('a page', () => {
  test('keeps PagerDuty’s limits and has no half or invisible characters, whatever CloudTrail wrote', () => {
    fc.assert(
      fc.property(anyCase, fc.boolean(), (item, plain) => {
        const page = pageOf(item, plain);
        expect(page.summary.length).toBeLessThanOrEqual(1_024);
        expect(page.summary.length).toBeGreaterThan(0);
        expect(page.source.length).toBeGreaterThan(0);
        expect(page.dedupKey.length).toBeLessThanOrEqual(255);
        expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(512_000);
        expect(textsIn(page).filter((text) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(text))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('says in its summary what fits when everything is as long as it may be', () => {
    const long = (start: string) => `${start}${'W'.repeat(150)}`;
    const calls = ['a', 'b', 'c', 'd'].map((id) => caseCall(id, { eventName: long(id) }));
    const person = { email: `${'w'.repeat(240)}@example.com`, confidence: 'high', by: 'override' } as const;
    const question = {
      ...escalated(),
      calls,
      person,
      cause: 'unreachable',
      causeDetail: long('x'.repeat(300)),
    } as const;
    const { summary } = pageOf(question, false);
    expect(summary.length).toBeLessThanOrEqual(1_024);
    expect(summary).toMatch(/…$/);
  });

  test('keeps its key for the whole life of the case', () => {
    const before = escalated();
    const grown = having(before, { kind: 'calls-arrived', at: START, calls: caseCalls(50) });
    expect(pageOf(grown, false).dedupKey).toBe(pageOf(before, true).dedupKey);
  });

  test('says who, what, where, the failed step, how long it took and what to do', () => {
    const silent = having(asked(), { kind: 'time-passed', at: START + 15 * MINUTE_MS });
    const { summary, details, severity } = pageOf(silent, false);
    expect(summary).toBe(
      '[no answer] ana@example.com did not answer in time: CreateUser in account 111122223333',
    );
    expect(severity).toBe('error');
    expect(details).toMatchObject({
      cause: 'silence',
      person: 'ana@example.com',
      decided_after: '15 minutes',
      principal: 'IAM user ana@example.com',
      access_keys: ['AKIAIOSFODNN7EXAMPLE'],
      address: '198.51.100.7',
      calls: 1,
      what_to_do: expect.arrayContaining([expect.stringContaining('deactivate the key')]),
    });
  });

  test('counts all calls and lists the first twenty', () => {
    const { details } = pageOf(
      having(escalated(), { kind: 'calls-arrived', at: START, calls: caseCalls(1_500) }),
      false,
    );
    expect(details).toMatchObject({ calls: 1_501 });
    expect(details['list']).toHaveLength(20);
  });

  test.each([
    ['push-fraud', 'critical'],
    ['no', 'critical'],
    ['push-denied', 'critical'],
    ['silence', 'error'],
    ['unreachable', 'error'],
  ] as const)('for %s is %s', (cause, severity) => {
    expect(pageOf({ ...escalated(), cause }, false).severity).toBe(severity);
  });

  test('each cause has a label and a sentence of its own', () => {
    const causes: readonly Cause[] = [
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
    ];
    expect(new Set(causes.map(causeLabel)).size).toBe(causes.length);
    expect(new Set(causes.map((cause) => causeInWords({ ...escalated(), cause }))).size).toBe(causes.length);
  });
});

describe('a push', () => {
  test('fits what Duo takes, whatever CloudTrail wrote', () => {
    fc.assert(
      fc.property(hostileQuestion, (question) => {
        const { info } = pushRequestOf(question);
        expect(Math.max(...Object.values(info).map((text) => text.length))).toBeLessThanOrEqual(400);
        const encoded = new URLSearchParams({ pushinfo: new URLSearchParams(info).toString() }).toString();
        expect(encoded.length).toBeLessThan(20_000);
        expect(() => encodeURIComponent(JSON.stringify(Object.values(info)))).not.toThrow();
        for (const text of textsIn(info)) expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('names the calls, the account, the address and the code that Slack shows', () => {
    const calls = [...caseCalls(3), caseCall('role', { eventName: 'CreateRole' })];
    expect(pushRequestOf(asked(calls))).toEqual({
      person: 'ana@example.com',
      info: {
        Code: '42',
        Calls: 'CreateUser x3, CreateRole',
        Account: '111122223333',
        From: '198.51.100.7',
        When: '2026-11-20 08:59 UTC',
      },
    });
  });
});
