// @ts-check
/** Times as people read them. Everything is UTC, as in CloudTrail. */

/** @param {number} ms since 1970 */
export function clockTime(ms) {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15
    ? new Date(ms).toISOString().slice(11, 19)
    : '––:––:––';
}

/** @param {number} ms since 1970 */
export function day(ms) {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : '';
}

/**
 * `4:05`, or `2 h 10 min` from one hour on.
 *
 * @param {number} ms at least 0
 */
export function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
