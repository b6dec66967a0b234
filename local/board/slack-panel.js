// @ts-check
/** The Slack conversations as those see them who take part; the buttons work. */
import { drawBlocks } from './block-kit.js';
import { byId, h, patchList, setText } from './dom.js';
import { mrkdwn } from './mrkdwn.js';
import { clockTime } from './time.js';
import { causeInWords } from './words.js';

/**
 * @typedef {import('./board-types.ts').Board} Board
 * @typedef {import('./board-types.ts').Message} Message
 * @typedef {{ channel: string, label: string, open: number, chosen: boolean }} Conversation
 */

/** For a message whose blocks bring no buttons of their own. */
const LABELS = new Map([
  ['yes', 'Yes, it was me'],
  ['no', 'No'],
  ['wrong-person', 'Wrong person'],
]);

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
    if (atEnd || moved) list.scrollTop = list.scrollHeight;
    list.hidden = messages.length === 0;
    byId('message-empty').hidden = messages.length > 0;
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

/**
 * @param {Message} message
 * @param {Board} board
 */
function withCase(message, board) {
  const found = message.caseId === null ? undefined : board.cases.find((one) => one.id === message.caseId);
  return { message, state: found?.state ?? null, cause: found?.cause ?? null, at: found?.openedAt ?? null };
}

/**
 * @param {ReturnType<typeof withCase>} one
 * @param {Board} board
 * @param {boolean} sending
 */
function messageView({ message, state, cause, at }, board, sending) {
  const drawing = {
    nameOf: (/** @type {string} */ id) => board.users[id]?.name,
    button: (/** @type {import('./board-types.ts').BlockElement} */ part, /** @type {string} */ label) => {
      const action = actionOf(part, message.buttons);
      return action === undefined ? null : answerButton(message, action, label, part.style, sending);
    },
  };
  const body = h(
    'div',
    { class: 'message-body' },
    message.blocks.length > 0 ? drawBlocks(message.blocks, drawing) : mrkdwn(message.text, drawing),
  );
  if (body.querySelector('[data-do="answer"]') === null) body.append(...ownButtons(message, sending));
  return h(
    'li',
    { class: `message${message.buttons.length > 0 ? ' open' : ''}`, tabindex: '-1', 'data-state': state },
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, '✓'),
    h(
      'p',
      { class: 'message-head' },
      h('strong', {}, 'Countersign'),
      h('span', { class: 'app' }, 'app'),
      at === null ? null : h('time', {}, clockTime(at)),
      outcome(state, cause),
    ),
    body,
    thread(message, drawing),
  );
}

/**
 * Which of the message's actions a Block Kit button takes.
 *
 * @param {import('./board-types.ts').BlockElement} part
 * @param {readonly string[]} actions
 */
function actionOf(part, actions) {
  const ids = [part.action_id, part.value].filter((id) => id !== undefined);
  return (
    actions.find((action) => ids.includes(action)) ??
    actions.find((action) => part.action_id?.split(/[.:/]/).includes(action))
  );
}

/**
 * @param {Message} message
 * @param {string} action
 * @param {string} label
 * @param {string | undefined} style
 * @param {boolean} sending
 */
function answerButton(message, action, label, style, sending) {
  const tone = style ?? (action === 'yes' ? 'primary' : 'plain');
  return h(
    'button',
    {
      type: 'button',
      class: `answer ${tone}`,
      'data-do': 'answer',
      'data-waiting': true,
      'data-message': message.id,
      'data-action': action,
      'data-user': message.user,
      'aria-disabled': sending ? 'true' : null,
    },
    label,
  );
}

/**
 * @param {Message} message
 * @param {boolean} sending
 */
function ownButtons(message, sending) {
  const buttons = message.buttons.map((action) =>
    answerButton(message, action, LABELS.get(action) ?? action, undefined, sending),
  );
  return buttons.length > 0 ? [h('div', { class: 'block-actions' }, ...buttons)] : [];
}

/**
 * @param {import('./board-types.ts').CaseState | null} state
 * @param {string | null} cause
 */
function outcome(state, cause) {
  if (state === 'verified') return h('span', { class: 'outcome verified' }, 'Verified');
  if (state === 'escalated')
    return h('span', { class: 'outcome escalated' }, `Paged: ${causeInWords(cause)}`);
  return null;
}

/**
 * @param {Message} message
 * @param {import('./block-kit.js').Drawing} drawing
 */
function thread(message, drawing) {
  const replies = message.thread ?? [];
  if (replies.length === 0) return null;
  return h(
    'ul',
    { class: 'thread', 'aria-label': 'Thread' },
    ...replies.map((reply) =>
      h('li', {}, reply.blocks.length > 0 ? drawBlocks(reply.blocks, drawing) : mrkdwn(reply.text, drawing)),
    ),
  );
}
