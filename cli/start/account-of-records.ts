import type { Question } from '../../lambda/cases/case.ts';
import type { CallCounts } from '../../local/state/run-state.ts';

export interface Account {
  readonly text: string;
  /** Whether every record ended somewhere. */
  readonly isWhole: boolean;
}

/** What became of every record, and whether that is all of them. */
export function accountOfRecords(
  counts: CallCounts,
  questions: readonly Pick<Question, 'state' | 'person'>[],
  incidents: number,
): Account {
  const { received, ...ends } = counts;
  const order = ['filtered', 'logged', 'notified', 'alerted', 'quarantined', 'duplicate'] as const;
  const sum = order.reduce((total, name) => total + ends[name], 0);
  const parts = order.map((name) => `${figure(ends[name])} ${name}`).join(' + ');
  const difference =
    sum < received ? `${figure(received - sum)} are MISSING` : `${figure(sum - received)} are counted TWICE`;
  const verdict = sum === received ? 'every record is accounted for' : difference;
  return {
    text: [
      `${parts} = ${figure(sum)} of ${figure(received)} received: ${verdict}`,
      `${toldOfQuestions(questions)}; ${counted(incidents, 'incident')} in PagerDuty`,
    ].join('\n'),
    isWhole: sum === received,
  };
}

function toldOfQuestions(questions: readonly Pick<Question, 'state' | 'person'>[]): string {
  const people = new Set(questions.map(({ person }) => person.email)).size;
  const ended = (state: Question['state']) => questions.filter((question) => question.state === state).length;
  const verified = ended('verified');
  const paged = ended('escalated');
  const open = questions.length - verified - paged;
  const ends = [
    `${figure(verified)} verified`,
    `${figure(paged)} paged`,
    ...(open === 0 ? [] : [`${figure(open)} open`]),
  ];
  return `${counted(questions.length, 'question')} to ${counted(people, 'person', 'people')}: ${ends.join(', ')}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

function figure(value: number): string {
  return value.toLocaleString('en-US');
}
