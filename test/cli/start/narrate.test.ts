import { NOTHING_HELD, narrate } from '../../../cli/start/narrate.ts';
import type { JournalEntry } from '../../../lambda/journal/entry.ts';
import { AT, callEntry, entry } from './entries.ts';

/** What is told of these entries at once, label and text. */
function told(...entries: readonly JournalEntry[]): readonly string[] {
  return narrate(NOTHING_HELD, entries).lines.map(({ label, text }) => `${label}: ${text}`);
}

/** What is told of these entries once nothing more comes. */
function toldInTheEnd(...entries: readonly JournalEntry[]): readonly string[] {
  const { lines, held } = narrate(NOTHING_HELD, entries);
  return [...lines, ...narrate(held, []).lines].map(({ label, text }) => `${label}: ${text}`);
}

describe('calls', () => {
  test('200 alike are one line that counts them, also when they are read in two halves', () => {
    const calls = Array.from({ length: 200 }, () => callEntry());
    const first = narrate(NOTHING_HELD, calls.slice(0, 90));
    const second = narrate(first.held, calls.slice(90));
    const last = narrate(second.held, []);

    expect([...first.lines, ...second.lines]).toEqual([]);
    expect(last.lines.map(({ text }) => text)).toEqual([
      '200× CreateUser by ana@example.com in 111122223333: An IAM user was created',
    ]);
    expect(last.held.size).toBe(0);
  });

  test('of two names that take turns are two lines', () => {
    const other = () => callEntry({ eventName: 'PutUserPolicy', reasons: ['A policy was written'] });

    expect(toldInTheEnd(callEntry(), other(), callEntry(), other())).toEqual([
      'notify: 2× CreateUser by ana@example.com in 111122223333: An IAM user was created',
      'notify: 2× PutUserPolicy by ana@example.com in 111122223333: A policy was written',
    ]);
  });

  test('of several accounts say how many', () => {
    expect(toldInTheEnd(callEntry(), callEntry({ account: '123456789012' }))).toEqual([
      'notify: 2× CreateUser by ana@example.com in 2 accounts: An IAM user was created',
    ]);
  });

  test('of two people stay apart', () => {
    expect(toldInTheEnd(callEntry(), callEntry({ principal: 'ben@example.com' }))).toHaveLength(2);
  });

  test('that nobody is asked about are counted, whatever they are', () => {
    expect(
      toldInTheEnd(callEntry({ severity: 'log' }), callEntry({ severity: 'log', eventName: 'CreateGroup' })),
    ).toEqual(['logged: 2 calls in 111122223333 that nobody is asked about']);
  });

  test('that alert are told at once, in capitals, with their case', () => {
    const { lines } = narrate(NOTHING_HELD, [
      callEntry({ severity: 'alert' }, { caseId: '0123456789abcdef' }),
    ]);

    expect(lines).toEqual([
      {
        at: AT,
        tone: 'bad',
        label: 'ALERT',
        text: 'CreateUser by ana@example.com in 111122223333: An IAM user was created (case 01234567)',
      },
    ]);
  });

  test('a message that claims another account has neither name nor principal', () => {
    const forgery = { severity: 'alert', account: '123456789012', reasons: ['claims account 123456789012'] };
    expect(told(entry('call', forgery))).toEqual([
      'ALERT: message by unknown in 123456789012: claims account 123456789012',
    ]);
  });

  test('text from CloudTrail cannot steer the terminal', () => {
    const hostile = callEntry({ eventName: '\u001b[2J\u009bCreate\u202eUser\nOK all verified' });
    const [line = ''] = toldInTheEnd(hostile);

    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

test('messages held for the same reason are one line', () => {
  const held = () => entry('quarantine', { reason: 'message body: not JSON' });
  expect(toldInTheEnd(held(), held(), held())).toEqual(['held: 3 messages: message body: not JSON']);
});

test('a call that came before is told as such', () => {
  expect(toldInTheEnd(entry('duplicate', { key: 'x' }))).toEqual(['again: 1 call that came before']);
});

describe('cases', () => {
  const caseId = 'abcdef0123456789';
  const step = (event: string, data = {}) =>
    entry('transition', { event, person: 'ana@example.com', ...data }, { caseId });

  test.each([
    [step('asked'), 'asked: ana@example.com in Slack: was this you? (case abcdef01)'],
    [step('reminded'), 'asked: ana@example.com again: half the time is over (case abcdef01)'],
    [step('answered', { answer: 'yes' }), 'answer: ana@example.com says yes (case abcdef01)'],
    [
      step('answered', { answer: 'yes', late: true }),
      'answer: ana@example.com says yes, too late (case abcdef01)',
    ],
    [step('push-sent'), 'push: Duo asks on the phone of ana@example.com (case abcdef01)'],
    [step('verified'), 'OK: ana@example.com approved the push: verified (case abcdef01)'],
    [
      step('escalated', { cause: 'silence' }),
      'FAILED: ana@example.com did not verify: silence (case abcdef01)',
    ],
  ])('%#', (given, line) => {
    expect(told(given)).toEqual([line]);
  });

  test('steps that another line tells of are left out', () => {
    expect(told(step('opened'), step('calls-arrived'), step('updated'))).toEqual([]);
  });

  test('what was held back is told before what came of it', () => {
    expect(told(callEntry(), callEntry(), step('asked')).map((line) => line.split(':')[0])).toEqual([
      'notify',
      'asked',
    ]);
  });

  test('a page at the same moment is told after its cause', () => {
    const paged = entry('delivery', { effect: 'page', result: 'done', attempt: 1 }, { caseId });
    expect(told(paged, step('escalated', { cause: 'no' })).map((line) => line.split(':')[0])).toEqual([
      'FAILED',
      'PAGED',
    ]);
  });

  test('a vendor that cannot be reached is told of once', () => {
    const again = (attempt: number) =>
      entry(
        'delivery',
        { effect: 'page', result: 'again', attempt, note: 'transient: HTTP status 503' },
        { caseId },
      );
    expect(told(again(1), again(2), again(3))).toEqual([
      'waits: PagerDuty cannot be reached and is tried again: transient: HTTP status 503 (case abcdef01)',
    ]);
  });

  test('waiting for the phone is no outage', () => {
    expect(
      told(entry('delivery', { effect: 'watch-push', result: 'again', attempt: 1, note: 'waiting' })),
    ).toEqual([]);
  });
});
