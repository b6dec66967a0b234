// @ts-check
/** Keeping and moving the focus. */

/**
 * Runs `change` and, if it took away the focused element, focuses what surrounded it: a reader with a keyboard stays
 * where he was.
 *
 * @param {() => void} change
 */
export function keepingFocus(change) {
  const before = document.activeElement;
  const around = [];
  for (let at = before; at !== null; at = at.parentElement) around.push(at);
  change();
  if (before === null || before.isConnected) return;
  const heir = around.find(
    (element) =>
      element.isConnected &&
      element instanceof HTMLElement &&
      element.tabIndex >= -1 &&
      element.hasAttribute('tabindex'),
  );
  if (heir instanceof HTMLElement) heir.focus({ preventScroll: true });
}

/**
 * Moves to the first button of a panel that waits for an answer, or to the panel. A question of a conversation that is
 * not in front is brought there first.
 *
 * @param {Element} panel
 */
export function enter(panel) {
  const conversation = panel.querySelector('[data-do="conversation"]:has(.badge)');
  if (panel.querySelector('[data-waiting]') === null && conversation instanceof HTMLElement)
    conversation.click();
  const target = panel.querySelector('[data-waiting]') ?? panel;
  if (!(target instanceof HTMLElement)) return;
  panel.scrollIntoView({ block: 'nearest' });
  target.focus();
}
