import { listOf, objectOf, parseJson } from '../cloudtrail/json.ts';

/**
 * Pushes of one person over all of their cases. Work from two or three places makes as many questions, some pushed
 * twice. Whoever has somebody's Slack account and presses Yes again and again, so that the person approves at last to
 * have quiet, gets no further than this. Source of the attack: "Multi-Factor Authentication Request Generation",
 * MITRE ATT&CK T1621.
 */
export const PUSH_ALLOWANCE = { pushes: 5, withinMs: 30 * 60_000 } as const;

/** A push that was sent, or tried. */
export interface CountedPush {
  /** Of the case and which of its pushes: the same for every try to send it. */
  readonly push: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Counts one more push.
 *
 * @param counted those of the person so far
 * @returns all that count from now on, the new one among them; null: it is one too many
 */
export function countPush(counted: readonly CountedPush[], next: CountedPush): readonly CountedPush[] | null {
  const current = counted.filter(({ at }) => at > next.at - PUSH_ALLOWANCE.withinMs);
  if (current.some(({ push }) => push === next.push)) return current;
  return current.length < PUSH_ALLOWANCE.pushes ? [...current, next] : null;
}

export function writePushes(counted: readonly CountedPush[]): string {
  return JSON.stringify(counted);
}

/** A text that is not ours counts as none. */
export function readPushes(text: string): readonly CountedPush[] {
  const read = parseJson(text);
  return listOf(read.ok ? read.value : undefined)
    .map(objectOf)
    .flatMap(({ push, at }) => (typeof push === 'string' && typeof at === 'number' ? [{ push, at }] : []));
}
