// @ts-check
/** Says aloud, for those who do not see it, that something new asks for attention. */
import { byId, setText } from './dom.js';
import { causeInWords, nameOf } from './words.js';

/** @typedef {import('./board-types.ts').Board} Board */

export function createAnnouncer() {
  /** @type {Set<string> | null} what was there already; null before the first board */
  let known = null;

  /** @param {Board} board */
  function show(board) {
    const news = newsOf(board);
    const fresh = known === null ? [] : [...news].filter(([id]) => !known?.has(id)).map(([, text]) => text);
    known = new Set(news.keys());
    if (fresh.length > 0) setText(byId('announcer'), fresh.slice(-3).join(' '));
  }
  return { show };
}

/**
 * @param {Board} board
 * @returns {Map<string, string>} what to say, by a name of the fact
 */
function newsOf(board) {
  const { messages, pushes, incidents } = board.state;
  const who = (/** @type {string | null} */ email) =>
    email === null ? 'a channel' : nameOf(email, board.users);
  return new Map([
    ...messages
      .filter((message) => message.buttons.length > 0)
      .map((message) => pair(`question ${message.id}`, `New question to ${who(message.person)} in Slack.`)),
    ...pushes
      .filter((push) => push.state === 'waiting')
      .map((push) => pair(`push ${push.txid}`, `A push is waiting on the phone of ${who(push.person)}.`)),
    ...incidents.map((incident) => pair(`page ${incident.dedupKey}`, `New page: ${incident.summary}`)),
    ...board.cases
      .filter((one) => one.state === 'verified' || one.state === 'escalated')
      .map((one) =>
        pair(
          `end ${one.id}`,
          `The case of ${who(one.person)} is ${one.state === 'verified' ? 'verified' : `escalated: ${causeInWords(one.cause)}`}.`,
        ),
      ),
  ]);
}

/**
 * @param {string} id
 * @param {string} text
 * @returns {[string, string]}
 */
function pair(id, text) {
  return [id, text];
}
