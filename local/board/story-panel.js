// @ts-check
/** What happens now, in words, and what the reader can do about it. */
import { byId, h, patchList } from './dom.js';
import { enter } from './focus.js';

/** @typedef {import('./board-types.ts').Board} Board */

/** @type {Record<string, string>} */
const INVITATIONS = {
  slack: 'Your turn: answer in Slack',
  duo: 'Your turn: answer on the phone',
  pagerduty: 'See the page',
  calls: 'See the calls',
};

const MOST_SEGMENTS = 24;

/** @param {{ openWhatIf: () => void }} page */
export function createStoryPanel({ openWhatIf }) {
  /** @param {Board} board */
  function show(board) {
    const shown = board.story ?? (board.progress === null ? null : board.progress);
    const box = byId('story');
    box.hidden = shown === null;
    patchList(
      box,
      shown === null ? [] : [shown],
      () => 'story',
      () => (board.story === null ? progress(board) : story(board.story, waiting(board))),
      waiting(board),
    );
    for (const panel of document.querySelectorAll('.panel'))
      panel.classList.toggle('hinted', panel.id === board.story?.hint);
  }
  return {
    show,
    actions: {
      'what-if': openWhatIf,
      /** @param {HTMLElement} button */
      goto: (button) => enter(byId(button.dataset['target'] ?? 'board')),
    },
  };
}

/**
 * Whether the panel that the hint names has something to press.
 *
 * @param {Board} board
 */
function waiting(board) {
  if (board.story?.hint === 'slack')
    return board.state.messages.some((message) => message.buttons.length > 0);
  if (board.story?.hint === 'duo') return board.state.pushes.some((push) => push.state === 'waiting');
  return false;
}

/**
 * @param {import('./board-types.ts').Story} told
 * @param {boolean} canAct
 */
function story(told, canAct) {
  return h(
    'div',
    { class: `told${canAct ? ' your-turn' : ''}` },
    h(
      'p',
      { class: 'story-title' },
      told.title,
      h('span', {}, told.finished ? 'the end' : `${told.step} of ${told.of}`),
    ),
    h('p', { class: 'caption' }, told.caption),
    h(
      'p',
      { class: 'invite' },
      invitation(told, canAct),
      canAct ? h('small', {}, 'or wait: the story goes on by itself') : null,
    ),
    track(told),
  );
}

/**
 * @param {import('./board-types.ts').Story} told
 * @param {boolean} canAct
 */
function invitation(told, canAct) {
  if (told.finished)
    return h('button', { type: 'button', class: 'primary', 'data-do': 'what-if' }, 'Try something yourself');
  if (told.hint === null) return null;
  const look = told.hint === 'slack' ? 'See the conversation' : 'See the phone';
  const label = canAct || !['slack', 'duo'].includes(told.hint) ? INVITATIONS[told.hint] : look;
  return h(
    'button',
    { type: 'button', class: canAct ? 'primary' : null, 'data-do': 'goto', 'data-target': told.hint },
    label,
  );
}

/** @param {import('./board-types.ts').Story} told */
function track(told) {
  const pieces = Math.min(Math.max(told.of, 1), MOST_SEGMENTS);
  const reached = told.finished ? pieces : Math.ceil((told.step / Math.max(told.of, 1)) * pieces);
  return h(
    'div',
    { class: 'track', 'aria-hidden': 'true' },
    ...Array.from({ length: pieces }, (_, index) =>
      h('i', { class: index < reached ? (index === reached - 1 && !told.finished ? 'now' : 'done') : null }),
    ),
  );
}

/** @param {Board} board */
function progress(board) {
  const { done, total } = board.progress ?? { done: 0, total: 0 };
  const told =
    done >= total
      ? 'Every record of your files has been read.'
      : 'Your CloudTrail files go through the pipeline.';
  return h(
    'div',
    { class: 'told' },
    h(
      'p',
      { class: 'story-title' },
      'Your files',
      h('span', {}, `${done.toLocaleString('en')} of ${total.toLocaleString('en')} records`),
    ),
    h('p', { class: 'caption' }, told),
    h('progress', { max: Math.max(total, 1), value: done, 'aria-label': 'Records read' }),
  );
}
