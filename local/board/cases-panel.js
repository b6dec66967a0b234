// @ts-check
/** Where each case stands. */
import { byId, h, patchList, setText } from './dom.js';
import { clockTime, duration } from './time.js';
import { causeInWords, counted, nameOf } from './words.js';

/**
 * @typedef {import('./board-types.ts').CaseView} CaseView
 * @typedef {'todo' | 'now' | 'done' | 'failed'} Mark
 */

const STATES = {
  asking: 'Asking',
  asked: 'Waiting for an answer',
  confirming: 'Waiting for the phone',
  verified: 'Verified',
  escalated: 'Escalated',
};

const PUSH_CAUSES = new Set([
  'push-denied',
  'push-fraud',
  'push-timeout',
  'no-second-factor',
  'second-factor-unreachable',
  'push-limit',
]);

/** The ways of a case: question, push, end. */
const STEPS = /** @type {const} */ (['Question', 'Push', 'End']);

export function createCasesPanel() {
  /** @param {import('./board-types.ts').Board} board */
  function show(board) {
    const cases = [...board.cases].sort((a, b) => b.openedAt - a.openedAt);
    patchList(
      byId('case-list'),
      cases,
      (one) => one.id,
      (one) => card(one, board),
      board.users,
    );
    byId('case-list').hidden = cases.length === 0;
    byId('case-empty').hidden = cases.length > 0;
    showTimeLeft(board.clock.now);
  }

  return {
    show,
    actions: {
      /** @param {HTMLElement} button */
      case: (button) => {
        const id = button.dataset['case'];
        const found = Array.from(byId('case-list').children).find(
          (child) => child.getAttribute('data-key') === id,
        );
        if (found instanceof HTMLElement) found.focus();
      },
    },
  };
}

/**
 * @param {CaseView} one
 * @param {import('./board-types.ts').Board} board
 */
function card(one, board) {
  const marks = marksOf(one);
  return h(
    'li',
    { class: `case ${one.state}`, tabindex: '-1' },
    h(
      'p',
      { class: 'case-head' },
      h('strong', {}, nameOf(one.person, board.users)),
      h('span', {}, `${counted(one.callCount, 'call')} · ${one.account}`),
      h('time', {}, clockTime(one.openedAt)),
    ),
    h(
      'ol',
      { class: 'steps', 'aria-hidden': 'true' },
      ...STEPS.map((name, index) =>
        h('li', { class: marks[index] ?? 'todo' }, index < 2 ? name : endOf(one)),
      ),
    ),
    h('p', { class: 'case-state' }, stateOf(one), ...timeLeft(one)),
    ...afterwards(one).map((line) => h('p', { class: 'case-after' }, line)),
  );
}

/**
 * @param {CaseView} one
 * @returns {readonly Mark[]}
 */
function marksOf(one) {
  switch (one.state) {
    case 'asking':
    case 'asked':
      return ['now', 'todo', 'todo'];
    case 'confirming':
      return ['done', 'now', 'todo'];
    case 'verified':
      return ['done', 'done', 'done'];
    default:
      return PUSH_CAUSES.has(one.cause ?? '') ? ['done', 'failed', 'failed'] : ['failed', 'todo', 'failed'];
  }
}

/** @param {CaseView} one */
function endOf(one) {
  return one.state === 'escalated' ? 'Page' : 'Verified';
}

/** @param {CaseView} one */
function stateOf(one) {
  return one.state === 'escalated'
    ? `Escalated: ${causeInWords(one.cause)}`
    : (STATES[one.state] ?? one.state);
}

/**
 * What has been since the case was decided: its quiet period, its incident.
 *
 * @param {CaseView} one
 * @returns {readonly string[]}
 */
function afterwards(one) {
  const lines = [];
  if (one.quiet !== null) lines.push(quietInWords(one.quiet));
  if (one.partOf !== null) lines.push('Shares the incident of another case');
  if (one.ended !== null) lines.push(endInWords(one.ended));
  return lines;
}

/** @param {NonNullable<CaseView['quiet']>} quiet */
function quietInWords({ until, ended, covered }) {
  const length = ended === null ? `Quiet until ${clockTime(until)}` : 'Quiet period ended';
  return covered === 0 ? length : `${length}, ${counted(covered, 'call')} covered`;
}

/** @param {NonNullable<CaseView['ended']>} ended */
function endInWords({ by, who, at }) {
  const how = { pager: 'Resolved in PagerDuty', operator: 'Closed', expiry: 'Expired' }[by];
  return `${how}${who === null ? '' : ` by ${who}`}, ${clockTime(at)}`;
}

/** @param {CaseView} one */
function timeLeft(one) {
  if (one.deadline === null || one.state === 'verified' || one.state === 'escalated') return [];
  return [h('span', { class: 'left', 'data-deadline': one.deadline })];
}

/**
 * Writes how long every open case still has.
 *
 * @param {number} now
 */
export function showTimeLeft(now) {
  for (const element of document.querySelectorAll('[data-deadline]')) {
    const left = Number(element.getAttribute('data-deadline')) - now;
    setText(element, left > 0 ? `${duration(left)} left` : 'deadline passed');
  }
}
