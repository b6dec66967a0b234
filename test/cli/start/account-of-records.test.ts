import { accountOfRecords } from '../../../cli/start/account-of-records.ts';
import type { QuestionState } from '../../../lambda/cases/case.ts';

const COUNTS = {
  received: 2_900,
  filtered: 2_000,
  logged: 500,
  notified: 300,
  alerted: 80,
  quarantined: 15,
  duplicate: 5,
};

function question(email: string, state: QuestionState) {
  return { state, person: { email, confidence: 'high', by: 'session name' } } as const;
}

test('every record is accounted for when the ends sum up', () => {
  const { text, isWhole } = accountOfRecords(COUNTS, [], 1);

  expect(isWhole).toBe(true);
  expect(text.split('\n')[0]).toBe(
    '2,000 filtered + 500 logged + 300 notified + 80 alerted + 15 quarantined + 5 duplicate = 2,900 of 2,900 received: every record is accounted for',
  );
});

test('a record that ended nowhere is said to be missing', () => {
  const { text, isWhole } = accountOfRecords({ ...COUNTS, logged: 498 }, [], 0);

  expect(isWhole).toBe(false);
  expect(text).toContain('= 2,898 of 2,900 received: 2 are MISSING');
});

test('a record that ended twice is said to be counted twice', () => {
  const { text, isWhole } = accountOfRecords({ ...COUNTS, notified: 301 }, [], 0);

  expect(isWhole).toBe(false);
  expect(text).toContain('1 are counted TWICE');
});

test('questions are told by how they ended', () => {
  const questions = [
    question('a@example.com', 'verified'),
    question('a@example.com', 'asked'),
    question('b@example.com', 'escalated'),
  ];

  expect(accountOfRecords(COUNTS, questions, 1).text.split('\n')[1]).toBe(
    '3 questions to 2 people: 1 verified, 1 paged, 1 open; 1 incident in PagerDuty',
  );
});
