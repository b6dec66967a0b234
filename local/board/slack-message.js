// @ts-check
/** One message of Countersign's in Slack. */
import { drawBlocks } from './block-kit.js';
import { h } from './dom.js';
import { mrkdwn } from './mrkdwn.js';
import { clockTime } from './time.js';
import { causeInWords } from './words.js';

/**
 * @typedef {import('./board-types.ts').Board} Board
 * @typedef {import('./board-types.ts').Message} Message
 */

/** For a message whose blocks bring no buttons of their own. */
const LABELS = new Map([
  ['yes', 'Yes, it was me'],
  ['no', 'No'],
  ['wrong-person', 'Wrong person'],
]);

/**
 * A message together with what is known of its case.
 *
 * @param {Message} message
 * @param {Board} board
 */
export function withCase(message, board) {
  const found = message.caseId === null ? undefined : board.cases.find((one) => one.id === message.caseId);
  return { message, state: found?.state ?? null, cause: found?.cause ?? null, at: found?.openedAt ?? null };
}

/**
 * @param {ReturnType<typeof withCase>} one
 * @param {Board} board
 * @param {boolean} sending
 */
export function messageView({ message, state, cause, at }, board, sending) {
  /** @param {{ readonly id: string, readonly buttons: readonly string[] }} holder the message or a reply to it */
  const drawingOf = (holder) => ({
    nameOf: (/** @type {string} */ id) => board.users[id]?.name,
    button: (/** @type {import('./board-types.ts').BlockElement} */ part, /** @type {string} */ label) => {
      const action = actionOf(part, holder.buttons);
      const { user } = message;
      return action === undefined
        ? null
        : answerButton({ id: holder.id, user }, action, label, part.style, sending);
    },
  });
  const drawing = drawingOf(message);
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
    thread(message, drawingOf),
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
 * @param {{ readonly id: string, readonly user: string | null }} message
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
 * @param {(reply: { readonly id: string, readonly buttons: readonly string[] }) => import('./block-kit.js').Drawing} drawingOf
 */
function thread(message, drawingOf) {
  const replies = message.thread ?? [];
  if (replies.length === 0) return null;
  return h(
    'ul',
    { class: 'thread', 'aria-label': 'Thread' },
    ...replies.map((reply) => {
      const drawing = drawingOf(reply);
      return h(
        'li',
        {},
        reply.blocks.length > 0 ? drawBlocks(reply.blocks, drawing) : mrkdwn(reply.text, drawing),
      );
    }),
  );
}
