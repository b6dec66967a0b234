// @ts-check
/** The notice that the server does not answer. */
import { byId, setText } from './dom.js';

/** @param {string} reason */
export function showGone(reason) {
  byId('gone').hidden = false;
  document.body.classList.add('is-gone');
  setText(
    byId('gone-text'),
    `The server is gone (${reason}). Start it again with “countersign start”; this page goes on by itself.`,
  );
}

export function hideGone() {
  byId('gone').hidden = true;
  document.body.classList.remove('is-gone');
}
