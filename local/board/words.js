// @ts-check
/** Short words for long names. */

/** Why a case escalated. */
const CAUSES = new Map([
  ['no', 'answered no'],
  ['wrong-person', 'asked the wrong person'],
  ['silence', 'no answer in time'],
  ['push-denied', 'denied on the phone'],
  ['push-fraud', 'reported as fraud'],
  ['push-timeout', 'the phone did not answer'],
  ['push-limit', 'too many pushes'],
  ['no-second-factor', 'no phone to confirm with'],
  ['second-factor-unreachable', 'Duo unreachable'],
  ['unreachable', 'Slack unreachable'],
  ['not-me', 'disowned after confirming'],
]);

/** @param {string | null} cause */
export function causeInWords(cause) {
  return cause === null ? 'escalated' : (CAUSES.get(cause) ?? cause);
}

/**
 * The telling end of a principal: a session's name, a user's name, the key alone.
 *
 * @param {string} principal
 */
export function shortPrincipal(principal) {
  if (!principal.startsWith('arn:')) return principal;
  return principal.slice(Math.max(principal.lastIndexOf('/'), principal.lastIndexOf(':')) + 1);
}

/** @param {string} eventSource such as `s3.amazonaws.com` */
export function serviceOf(eventSource) {
  return eventSource.replace(/\.amazonaws\.com$/, '');
}

/**
 * `1 call`, `14 calls`.
 *
 * @param {number} count
 * @param {string} one
 */
export function counted(count, one) {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

/**
 * The name behind an e-mail, as Slack's directory has it.
 *
 * @param {string} email
 * @param {import('./board-types.ts').Board['users']} users
 */
export function nameOf(email, users) {
  return Object.values(users).find((user) => user.email === email)?.name ?? email;
}

/**
 * A name in camel case, with places where a narrow column may break it.
 *
 * @param {string} name
 * @returns {(string | Node)[]}
 */
export function breakable(name) {
  return name
    .split(/(?<=[a-z])(?=[A-Z])/)
    .flatMap((hump, index) => (index === 0 ? [hump] : [document.createElement('wbr'), hump]));
}
