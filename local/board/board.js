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
import { createServerClock } from './server-clock.js';
import { hideGone, showGone } from './server-gone.js';
import { createSlackPanel } from './slack-panel.js';
import { createStoryPanel } from './story-panel.js';
import { clockTime } from './time.js';
import { createWhatIf } from './what-if.js';

/**
 * @typedef {import('./board-types.ts').Board} Board
 * @typedef {{ show: (board: Board) => void, actions: Record<string, (button: HTMLElement) => unknown> }} Panel
 */

const PANELS = ['calls', 'slack', 'duo', 'pagerduty', 'cases'];
const TICK_MS = 1_000;

function start() {
  const clock = createServerClock();
  const announcer = createAnnouncer();
  /** @type {Board | null} */
  let shown = null;

  function redraw() {
    if (shown === null) return;
    const board = shown;
    keepingFocus(() => {
      for (const panel of panels) panel.show(board);
    });
  }

  /** @type {typeof post} */
  async function postAndRefresh(path, body) {
    const answer = await post(path, body);
    asking.now();
    return answer;
  }

  const whatIf = createWhatIf({ post: postAndRefresh, now: clock.now });
  /** @type {Panel[]} */
  const panels = [
    createStoryPanel({ openWhatIf: whatIf.open }),
    createCallsPanel({ redraw }),
    createSlackPanel({ post: postAndRefresh, redraw, actingAs: whatIf.actingAs }),
    createDuoPanel({ post: postAndRefresh, redraw }),
    createPagerDutyPanel(),
    createCasesPanel(),
    whatIf,
  ];

  const asking = poll({
    show: (board) => {
      shown = board;
      clock.follow(board.clock);
      redraw();
      announcer.show(board);
      tick(clock);
    },
    lost: showGone,
    found: hideGone,
  });

  listenForClicks(panels);
  byId('open-what-if').addEventListener('click', whatIf.toggle);
  byId('try-again').addEventListener('click', asking.now);
  setInterval(() => tick(clock), TICK_MS);
  const openKeys = createKeysDialog();
  byId('open-keys').addEventListener('click', openKeys);
  listenForKeys({
    'what-if': whatIf.toggle,
    keys: openKeys,
    theme: () => byId('theme').click(),
    ...waysToPanels(),
  });
}

/** @param {ReturnType<typeof createServerClock>} clock */
function tick(clock) {
  const now = clock.now();
  setText(byId('clock'), clockTime(now));
  setText(byId('clock-kind'), clock.name());
  showPhoneTime(now);
  showTimeLeft(now);
}

/**
 * Buttons come and go; what they do stands in their `data-do`.
 *
 * @param {readonly Panel[]} panels
 */
function listenForClicks(panels) {
  const actions = new Map(panels.flatMap((panel) => Object.entries(panel.actions)));
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-do]') : null;
    if (!(button instanceof HTMLElement) || button.getAttribute('aria-disabled') === 'true') return;
    actions.get(button.dataset['do'] ?? '')?.(button);
  });
}

/** @returns {Record<string, () => void>} */
function waysToPanels() {
  return {
    waiting: () => enter(document.querySelector('.panel:has([data-waiting], .badge)') ?? byId('board')),
    ...Object.fromEntries(PANELS.map((id) => [id, () => enter(byId(id))])),
  };
}

start();
