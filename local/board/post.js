// @ts-check
/**
 * @typedef {{ ok: boolean, status: number, body: unknown, said: string }} Answer `said` is what to tell the reader; empty when there is nothing to say
 */

const PATIENCE_MS = 30_000;

/**
 * Sends JSON and reads the answer. Never throws: a server that is gone is an answer too.
 *
 * @param {string} path
 * @param {unknown} body a string is sent as it is
 * @returns {Promise<Answer>}
 */
export async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    const parsed = parse(text);
    return { ok: answer.ok, status: answer.status, body: parsed, said: sentence(answer, parsed) };
  } catch {
    return { ok: false, status: 0, body: null, said: 'The server did not answer.' };
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {Response} answer
 * @param {unknown} body
 */
function sentence(answer, body) {
  const told = ['error', 'message', 'reason', 'said']
    .map((name) => field(body, name))
    .find((text) => text !== '');
  if (told !== undefined) return told;
  return answer.ok ? '' : `The server answered ${answer.status}.`;
}

/**
 * @param {unknown} body
 * @param {string} name
 */
function field(body, name) {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : '';
  return typeof value === 'string' ? value : '';
}
