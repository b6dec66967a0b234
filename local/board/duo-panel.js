// @ts-check
/** The phone of the person asked, with the push on it. */
import { byId, h, patchList, setText } from './dom.js';
import { clockTime } from './time.js';
import { nameOf } from './words.js';

/**
 * @typedef {import('./board-types.ts').Board} Board
 * @typedef {import('./board-types.ts').Push} Push
 */

/** @type {Record<Exclude<Push['state'], 'waiting'>, { sign: string, title: string, text: string }>} */
const RESULTS = {
  approved: { sign: '✓', title: 'Approved', text: 'The person is verified.' },
  denied: { sign: '✕', title: 'Denied', text: 'Somebody is being paged.' },
  fraud: { sign: '!', title: 'Reported as fraud', text: 'A critical page went out.' },
  timeout: { sign: '◷', title: 'Timed out', text: 'Silence confirms nothing.' },
};

const EARLIER_SHOWN = 8;

/** @param {{ post: typeof import('./post.js').post, redraw: () => void }} page */
export function createDuoPanel({ post, redraw }) {
  const sending = new Set();

  /** @param {Board} board */
  function show(board) {
    const { pushes } = board.state;
    const current = pushes.find((push) => push.state === 'waiting') ?? pushes.at(-1) ?? null;
    const others = pushes.filter((push) => push !== current && push.state === 'waiting').length;
    const seen = current === null ? 'locked' : current.txid;
    patchList(
      byId('phone'),
      [current],
      () => seen,
      (push) => screen(push, others, board, sending.has(push?.txid)),
      [others, [...sending]],
    );
    const earlier = pushes
      .filter((push) => push !== current && push.state !== 'waiting')
      .slice(-EARLIER_SHOWN)
      .reverse();
    patchList(
      byId('push-list'),
      earlier,
      (push) => push.txid,
      (push) => earlierPush(push, board),
    );
    byId('push-list').hidden = earlier.length === 0;
  }

  /** @param {HTMLElement} button */
  async function push(button) {
    const { txid = '', result = '' } = button.dataset;
    if (sending.has(txid)) return;
    sending.add(txid);
    setText(byId('duo-said'), '');
    redraw();
    const said = await post(`api/duo/pushes/${encodeURIComponent(txid)}`, { result });
    setText(byId('duo-said'), said.said);
    sending.delete(txid);
    redraw();
  }

  return { show, actions: { push } };
}

/**
 * @param {Push | null} push
 * @param {number} others
 * @param {Board} board
 * @param {boolean} sending
 */
function screen(push, others, board, sending) {
  if (push === null) return lockScreen();
  if (push.state === 'waiting') return request(push, others, board, sending);
  const { sign, title, text } = RESULTS[push.state];
  return h(
    'div',
    { class: `screen result ${push.state}`, tabindex: '-1' },
    h('p', { class: 'owner' }, `${nameOf(push.person, board.users)}’s phone`),
    h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    h('strong', {}, title),
    h('span', {}, text),
  );
}

function lockScreen() {
  return h(
    'div',
    { class: 'screen locked' },
    h('time', { 'data-now': 'minutes' }, '––:––'),
    h('span', {}, 'No push is waiting.'),
    h('span', { class: 'hush' }, 'Pressing Yes in Slack sends one here.'),
  );
}

/**
 * @param {Push} push
 * @param {number} others
 * @param {Board} board
 * @param {boolean} sending
 */
function request(push, others, board, sending) {
  const button = (/** @type {string} */ result, /** @type {string} */ label) =>
    h(
      'button',
      {
        type: 'button',
        class: result,
        'data-do': 'push',
        'data-waiting': true,
        'data-txid': push.txid,
        'data-result': result,
        'aria-disabled': sending ? 'true' : null,
      },
      label,
    );
  return h(
    'div',
    { class: 'screen request', tabindex: '-1' },
    h(
      'p',
      { class: 'owner' },
      `${nameOf(push.person, board.users)}’s phone`,
      others > 0 ? ` · ${others} more waiting` : '',
    ),
    h('strong', { class: 'ask' }, 'Did you make this change?'),
    push.code === ''
      ? null
      : h('p', { class: 'code' }, h('span', {}, 'Slack shows the same number'), h('b', {}, push.code)),
    h('dl', { class: 'info', tabindex: '0', 'aria-label': 'What the push says' }, ...infoRows(push)),
    h(
      'div',
      { class: 'choices' },
      button('approve', 'Approve'),
      button('deny', 'Deny'),
      button('fraud', 'Report fraud'),
    ),
  );
}

/**
 * The code has a place of its own.
 *
 * @param {Push} push
 */
function infoRows({ info, code }) {
  const entries =
    typeof info === 'string'
      ? [['Request', info]]
      : Object.entries(info).filter(([, value]) => value !== code);
  return entries.map(([name, value]) => h('div', {}, h('dt', {}, String(name)), h('dd', {}, String(value))));
}

/**
 * @param {Push} push
 * @param {Board} board
 */
function earlierPush(push, board) {
  return h(
    'li',
    { class: push.state },
    h('b', {}, push.state === 'waiting' ? 'Waiting' : RESULTS[push.state].title),
    h('span', {}, nameOf(push.person, board.users)),
  );
}

/**
 * Writes the time of day on the locked phone.
 *
 * @param {number} now
 */
export function showPhoneTime(now) {
  const clock = document.querySelector('[data-now="minutes"]');
  if (clock !== null) setText(clock, clockTime(now).slice(0, 5));
}
