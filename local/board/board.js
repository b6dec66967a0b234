// @ts-check
/** The page: asks for the board, shows it, sends what the reader does. */
import { createAnnouncer } from './announcer.js';
import { createCallsPanel } from './calls-panel.js';
import { createCasesPanel, showTimeLeft } from './cases-panel.js';
import { byId, setText } from './dom.js';
import { createDuoPanel, showPhoneTime } from './duo-panel.js';
import { enter, keepingFocus } from './focus.js';
import { createKeysDialog, listenForKeys } from './keys.js';
import { createPagerDutyPanel } from './pagerduty-panel.js';
import { poll } from './poll.js';
import { post } from './post.js';
import { createSlackPanel } from './slack-panel.js';
import { createStoryPanel } from './story-panel.js';
import { clockTime } from './time.js';
import { createWhatIf } from './what-if.js';

/** @typedef {import('./board-types.ts').Board} Board */

/** @type {Board | null} */
let shown = null;
/** What the server's clock is ahead of this machine's, in milliseconds. */
let ahead = 0;

function now() {
  if (shown === null) return Date.now();
  return shown.clock.virtual ? shown.clock.now : Date.now() + ahead;
}

function redraw() {
  if (shown !== null) show(shown);
}

/** @param {string} id */
function goTo(id) {
  enter(byId(id));
}

const whatIf = createWhatIf({ post, refresh: () => asking.now(), now });
const openKeys = createKeysDialog();
const panels = [
  createStoryPanel({ openWhatIf: whatIf.open, goTo }),
  createCallsPanel({ redraw }),
  createSlackPanel({ post: thenRefresh, redraw, actingAs: whatIf.actingAs }),
  createDuoPanel({ post: thenRefresh, redraw }),
  createPagerDutyPanel(),
  createCasesPanel(),
  whatIf,
];
const announcer = createAnnouncer();

/** @param {Board} board */
function show(board) {
  shown = board;
  keepingFocus(() => {
    for (const panel of panels) panel.show(board);
  });
  announcer.show(board);
}

function tick() {
  setText(byId('clock'), clockTime(now()));
  setText(byId('clock-kind'), shown?.clock.virtual ? 'Virtual clock, UTC' : 'UTC');
  showPhoneTime(now());
  showTimeLeft(now());
}

/** @type {typeof post} */
async function thenRefresh(path, body) {
  const answer = await post(path, body);
  asking.now();
  return answer;
}

const asking = poll({
  show: (board) => {
    ahead = board.clock.now - Date.now();
    show(board);
    tick();
  },
  lost: (reason) => {
    byId('gone').hidden = false;
    document.body.classList.add('is-gone');
    setText(
      byId('gone-text'),
      `The server is gone (${reason}). Start it again with “countersign start”; this page goes on by itself.`,
    );
  },
  found: () => {
    byId('gone').hidden = true;
    document.body.classList.remove('is-gone');
  },
});

/** @type {Record<string, (button: HTMLElement) => unknown>} */
const actions = Object.assign({}, ...panels.map((panel) => panel.actions));

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
  if (button instanceof HTMLElement && button.getAttribute('aria-disabled') !== 'true')
    actions[button.dataset['do'] ?? '']?.(button);
});

byId('open-what-if').addEventListener('click', whatIf.toggle);
byId('open-keys').addEventListener('click', openKeys);
byId('try-again').addEventListener('click', () => asking.now());
setInterval(tick, 1_000);

listenForKeys({
  waiting: () => enter(document.querySelector('.panel:has([data-waiting])') ?? byId('board')),
  ...Object.fromEntries(['calls', 'slack', 'duo', 'pagerduty', 'cases'].map((id) => [id, () => goTo(id)])),
  'what-if': whatIf.toggle,
  theme: () => byId('theme').click(),
  keys: openKeys,
});
