// @ts-check
/** Keyboard shortcuts and the dialog that lists them. Nothing needs them: Tab reaches everything. */
import { byId, h } from './dom.js';

/** @type {readonly (readonly [string, string, string])[]} key, name of the action, what it does */
const KEYS = [
  ['a', 'waiting', 'Go to what waits for an answer'],
  ['1', 'calls', 'Go to the calls'],
  ['2', 'slack', 'Go to Slack'],
  ['3', 'duo', 'Go to the phone'],
  ['4', 'pagerduty', 'Go to the incidents'],
  ['5', 'cases', 'Go to the cases'],
  ['w', 'what-if', 'What if…'],
  ['t', 'theme', 'Light, dark, or as the system says'],
  ['?', 'keys', 'This list'],
];

/** @param {Record<string, () => void>} actions by name */
export function listenForKeys(actions) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const name = KEYS.find(([key]) => key === event.key)?.[1];
    if (name === undefined || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    actions[name]?.();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** Fills the dialog of the page and returns what opens it. */
export function createKeysDialog() {
  const dialog = byId('keys');
  dialog.append(
    h('h2', { id: 'keys-title' }, 'Keyboard'),
    h(
      'dl',
      {},
      ...KEYS.map(([key, , what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, what))),
    ),
    h('form', { method: 'dialog' }, h('button', {}, 'Close')),
  );
  return () => {
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  };
}
