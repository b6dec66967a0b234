// @ts-check
/**
 * Asks the server for the board again and again: often while somebody looks, seldom while the page is hidden, ever
 * more seldom while the server does not answer.
 */

const SHOWN_MS = 500;
const HIDDEN_MS = 5_000;
const PATIENCE_MS = 5_000;
const RETRY_MS = [500, 1_000, 2_000, 3_000];

/**
 * @param {object} to
 * @param {(board: import('./board-types.ts').Board) => void} to.show called with each board that differs from the last
 * @param {(reason: string) => void} to.lost called at each attempt that got no board
 * @param {() => void} to.found called when the server answers after `lost`
 * @returns {{ now: () => void }} `now` asks at once, such as after a click
 */
export function poll({ show, lost, found }) {
  let etag = '';
  let failures = 0;
  let asking = false;
  let again = false;
  let timer = 0;

  /** Fails with a TypeError when nothing could be fetched at all. */
  async function ask() {
    const headers = etag === '' ? {} : { 'if-none-match': etag };
    const answer = await fetch('api/board', {
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 304) return;
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const board = await answer.json();
    etag = answer.headers.get('etag') ?? '';
    show(board);
  }

  async function round() {
    asking = true;
    again = false;
    try {
      await ask();
      if (failures > 0) found();
      failures = 0;
    } catch (error) {
      failures += 1;
      etag = '';
      lost(error instanceof Error && !(error instanceof TypeError) ? error.message : 'no answer');
    }
    asking = false;
    later(again ? 0 : pause());
  }

  function pause() {
    if (failures > 0) return RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? HIDDEN_MS;
    return document.hidden ? HIDDEN_MS : SHOWN_MS;
  }

  /** @param {number} ms */
  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(round, ms);
  }

  function now() {
    if (asking) again = true;
    else later(0);
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) now();
  });
  now();
  return { now };
}
