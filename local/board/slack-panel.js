// @ts-check
/** The Slack conversations as those see them who take part; the buttons work. */
import { byId, h, patchList, setText } from './dom.js';
import { messageView, withCase } from './slack-message.js';

/**
 * @typedef {import('./board-types.ts').Board} Board
 * @typedef {import('./board-types.ts').Message} Message
 * @typedef {{ channel: string, label: string, open: number, chosen: boolean }} Conversation
 */

const NEAR_END_PX = 60;

/** @param {{ post: typeof import('./post.js').post, redraw: () => void, actingAs: () => string }} page */
export function createSlackPanel({ post, redraw, actingAs }) {
  /** @type {string | null} */
  let chosen = null;
  /** Questions seen before: only a new one brings its conversation to the front. */
  const seen = new Set();
  /** Messages whose answer is on its way. */
  const sending = new Set();

  /** @param {Board} board */
  function choose(board) {
    const open = board.state.messages.filter((message) => message.buttons.length > 0);
    const fresh = open.filter((message) => !seen.has(message.id)).at(-1);
    for (const message of open) seen.add(message.id);
    const busy =
      open.some((message) => message.channel === chosen) || byId('slack').contains(document.activeElement);
    if (fresh !== undefined && !busy) chosen = fresh.channel;
    chosen ??= (open.at(-1) ?? board.state.messages.at(-1))?.channel ?? null;
  }

  /** @param {Board} board */
  function show(board) {
    choose(board);
    for (const message of board.state.messages) if (message.buttons.length === 0) sending.delete(message.id);
    const list = byId('message-list');
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
    const moved = list.dataset['channel'] !== chosen;
    const messages = board.state.messages.filter((message) => message.channel === chosen);
    patchList(byId('conversations'), conversations(board, chosen), (one) => one.channel, tab);
    patchList(
      list,
      messages.map((message) => withCase(message, board)),
      ({ message }) => message.id,
      (one) => draw(one, board),
      [board.users, [...sending]],
    );
    list.dataset['channel'] = chosen ?? '';
    list.hidden = messages.length === 0;
    byId('message-empty').hidden = messages.length > 0;
    if (atEnd || moved) toNewest(list);
  }

  /**
   * @param {ReturnType<typeof withCase>} one
   * @param {Board} board
   */
  function draw(one, board) {
    return messageView(one, board, sending.has(one.message.id));
  }

  /** @param {HTMLElement} button */
  async function answer(button) {
    const { message = '', action = '', user = '' } = button.dataset;
    if (sending.has(message)) return;
    sending.add(message);
    setText(byId('slack-said'), '');
    redraw();
    const said = await post('api/slack/actions', { messageId: message, action, user: actingAs() || user });
    setText(byId('slack-said'), said.said);
    sending.delete(message);
    redraw();
  }

  return {
    show,
    actions: {
      answer,
      /** @param {HTMLElement} button */
      conversation: (button) => {
        chosen = button.dataset['channel'] ?? null;
        redraw();
      },
    },
  };
}

/**
 * Shows the newest message: its end, or its beginning if it is taller than the list (its buttons stick to the end).
 *
 * @param {HTMLElement} list
 */
function toNewest(list) {
  const newest = list.lastElementChild;
  list.scrollTop =
    newest instanceof HTMLElement && newest.offsetHeight > list.clientHeight
      ? newest.offsetTop
      : list.scrollHeight;
}

/**
 * @param {Board} board
 * @param {string | null} chosen
 * @returns {Conversation[]}
 */
function conversations(board, chosen) {
  /** @type {Map<string, Conversation>} */
  const found = new Map();
  for (const message of board.state.messages) {
    const { channel } = message;
    const one = found.get(channel) ?? {
      channel,
      label: labelOf(message, board),
      open: 0,
      chosen: channel === chosen,
    };
    found.set(channel, { ...one, open: one.open + (message.buttons.length > 0 ? 1 : 0) });
  }
  return [...found.values()];
}

/**
 * @param {Message} message
 * @param {Board} board
 */
function labelOf(message, board) {
  if (message.user === null) return message.channel;
  return board.users[message.user]?.name ?? message.person ?? message.user;
}

/** @param {Conversation} one */
function tab(one) {
  return h(
    'button',
    {
      type: 'button',
      'data-do': 'conversation',
      'data-channel': one.channel,
      'aria-pressed': String(one.chosen),
    },
    one.label,
    one.open > 0 ? h('span', { class: 'badge', 'aria-label': `${one.open} open` }, one.open) : null,
  );
}
