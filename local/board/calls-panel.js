// @ts-check
/** The stream of calls with their severity, the figures, and what was quarantined. */
import { byId, h, patchList, setText } from './dom.js';
import { clockTime, day } from './time.js';
import { breakable, counted, serviceOf, shortPrincipal } from './words.js';

/** @typedef {import('./board-types.ts').RecentCall} RecentCall */

/** @type {readonly (readonly [import('./board-types.ts').CallCounter, string])[]} */
const COUNTERS = [
  ['received', 'every call that arrived'],
  ['filtered', 'no deployed pattern asks for them'],
  ['logged', 'written to the journal'],
  ['notified', 'somebody was asked'],
  ['alerted', 'somebody was paged at once'],
  ['quarantined', 'could not be understood or believed'],
  ['duplicate', 'seen before, decided once'],
];

const FILTERS = /** @type {const} */ (['all', 'notify', 'alert']);
const QUARANTINE_SHOWN = 50;

/** @param {{ redraw: () => void }} page */
export function createCallsPanel({ redraw }) {
  let filter = 'all';

  /** @param {import('./board-types.ts').Board} board */
  function show(board) {
    patchList(
      byId('counters'),
      COUNTERS,
      ([name]) => name,
      (counter) => figure(counter, board),
      board.state.calls,
    );
    patchList(
      byId('call-filter'),
      FILTERS,
      (name) => name,
      (name) => filterButton(name, filter),
      filter,
    );
    const calls = board.recent.filter((call) => filter === 'all' || call.severity === filter).reverse();
    patchList(byId('call-list'), calls, (call) => `${call.account}/${call.eventID}`, row);
    byId('call-list').hidden = calls.length === 0;
    byId('call-empty').hidden = calls.length > 0;
    patchList(byId('call-empty'), [board.recent.length > 0], () => 'empty', emptyText);
    showQuarantine(board.state.quarantine);
  }

  return {
    show,
    actions: {
      /** @param {HTMLElement} button */
      filter: (button) => {
        filter = button.dataset['filter'] ?? 'all';
        redraw();
      },
    },
  };
}

/**
 * @param {(typeof COUNTERS)[number]} counter
 * @param {import('./board-types.ts').Board} board
 */
function figure([name, meaning], board) {
  const count = board.state.calls[name] ?? 0;
  return h(
    'div',
    { class: `figure ${name}${count === 0 ? ' none' : ''}`, title: `${name}: ${meaning}` },
    h('dt', {}, name),
    h('dd', {}, count.toLocaleString('en')),
  );
}

/**
 * @param {string} name
 * @param {string} chosen
 */
function filterButton(name, chosen) {
  const label = name === 'all' ? 'All' : `Only ${name}`;
  return h(
    'button',
    { type: 'button', 'data-do': 'filter', 'data-filter': name, 'aria-pressed': String(name === chosen) },
    label,
  );
}

/** @param {boolean} otherCalls */
function emptyText(otherCalls) {
  if (otherCalls)
    return h('p', {}, h('strong', {}, 'None of this kind'), h('span', {}, 'Show all to see the others.'));
  return h(
    'p',
    {},
    h('strong', {}, 'Waiting for the first call'),
    h('span', {}, 'Each AWS API call that a rule asks for appears here within seconds.'),
    h('button', { type: 'button', 'data-do': 'what-if' }, 'Send a call of your own'),
  );
}

/** @param {RecentCall} call */
function row(call) {
  const at = call.eventTime ?? call.at;
  return h(
    'li',
    { class: `call ${call.severity}` },
    h('span', { class: 'severity' }, call.severity),
    h(
      'span',
      { class: 'call-name', title: call.rules.join('\n') },
      ...breakable(call.eventName),
      ' ',
      h('small', {}, serviceOf(call.eventSource)),
    ),
    h('time', { title: `${day(at)} ${clockTime(at)} UTC` }, clockTime(at)),
    h(
      'span',
      {
        class: 'call-where',
        title: `${call.principal}
${call.region}`,
      },
      h('span', {}, shortPrincipal(call.principal)),
      ` · ${call.account}`,
      h('span', { class: 'call-region' }, ` · ${call.region}`),
    ),
    call.severity === 'log'
      ? null
      : h('span', { class: 'call-reason' }, call.reason, ' ', caseLink(call.caseId)),
  );
}

/** @param {string | null} caseId */
function caseLink(caseId) {
  if (caseId === null) return null;
  return h('button', { type: 'button', class: 'link', 'data-do': 'case', 'data-case': caseId }, 'case');
}

/** @param {import('./board-types.ts').State['quarantine']} quarantine */
function showQuarantine(quarantine) {
  const box = byId('quarantine');
  box.hidden = quarantine.length === 0;
  const summary = box.querySelector('summary');
  if (summary !== null) setText(summary, `${counted(quarantine.length, 'message')} in quarantine`);
  const shown = quarantine
    .slice(-QUARANTINE_SHOWN)
    .map((entry, index) => ({ ...entry, key: `${quarantine.length}-${index}` }));
  patchList(
    byId('quarantine-list'),
    shown,
    (entry) => entry.key,
    (entry) => h('li', {}, h('strong', {}, entry.reason), h('code', {}, entry.body.slice(0, 300))),
  );
}
