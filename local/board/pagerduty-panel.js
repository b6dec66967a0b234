// @ts-check
/** The incidents as the on-call sees them. */
import { byId, h, patchList } from './dom.js';
import { counted } from './words.js';

/** @typedef {import('./board-types.ts').Incident} Incident */

const SEVERITIES = ['critical', 'error', 'warning', 'info'];
/** Details may be nested by whoever wrote them; deeper than this they are shown as JSON. */
const DEEPEST = 3;
const ADVICE = 'what_to_do';

export function createPagerDutyPanel() {
  /** @param {import('./board-types.ts').Board} board */
  function show(board) {
    const { incidents } = board.state;
    patchList(byId('incident-list'), [...incidents].reverse(), (incident) => incident.dedupKey, card);
    byId('incident-list').hidden = incidents.length === 0;
    byId('incident-empty').hidden = incidents.length > 0;
  }
  return { show, actions: {} };
}

/** @param {Incident} incident */
function card(incident) {
  const severity = SEVERITIES.includes(incident.severity) ? incident.severity : 'error';
  const events = typeof incident.events === 'number' ? incident.events : incident.events.length;
  const state = incident.state === 'resolved' ? 'resolved' : 'triggered';
  return h(
    'li',
    { class: `incident ${severity}`, tabindex: '-1' },
    h(
      'p',
      { class: 'incident-head' },
      h('span', { class: 'pill' }, incident.severity),
      h('span', { class: 'triggered' }, events > 1 ? `${state} · ${counted(events, 'event')}` : state),
    ),
    h('strong', { class: 'incident-summary' }, incident.summary),
    whatToDo(incident.details),
    h(
      'details',
      {},
      h('summary', {}, 'What the page says'),
      detail(incident.details, 0),
      h('p', { class: 'dedup' }, h('span', {}, 'dedup key '), h('code', {}, incident.dedupKey)),
    ),
  );
}

/**
 * What the on-call is to do stands on the card itself.
 *
 * @param {unknown} details
 */
function whatToDo(details) {
  const advice = typeof details === 'object' && details !== null ? Reflect.get(details, ADVICE) : null;
  if (!Array.isArray(advice)) return null;
  return h(
    'ol',
    { class: 'advice', 'aria-label': 'What to do now' },
    ...advice.map((one) => h('li', {}, String(one))),
  );
}

/**
 * Any JSON as lists of names and values.
 *
 * @param {unknown} value
 * @param {number} depth
 * @returns {HTMLElement}
 */
function detail(value, depth) {
  if (typeof value === 'string') return h('span', { class: 'value' }, value);
  if (typeof value !== 'object' || value === null) return h('span', { class: 'value' }, String(value));
  if (depth >= DEEPEST) return h('code', { class: 'value' }, JSON.stringify(value));
  if (Array.isArray(value)) return h('ul', {}, ...value.map((one) => h('li', {}, detail(one, depth + 1))));
  return h(
    'dl',
    {},
    ...Object.entries(value)
      .filter(([name, one]) => one !== null && name !== ADVICE)
      .map(([name, one]) =>
        h('div', {}, h('dt', {}, name.replaceAll('_', ' ')), h('dd', {}, detail(one, depth + 1))),
      ),
  );
}
