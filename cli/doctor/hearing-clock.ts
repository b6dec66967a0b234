import type { Fetch } from '../../lambda/adapters/http/exchange.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { DEPLOYMENT, type Finding, right, wrong } from './finding.ts';

/** Signatures of AWS, Duo and Slack stand five minutes; a minute is worth a word before. Milliseconds. */
const MOST_SKEW_MS = 60_000;

/** A `fetch` that remembers how far this machine's clock is from those of whoever answers. */
export interface HearingClock {
  readonly fetch: Fetch;
  /** What was heard until now. */
  judge(): Finding;
}

export function hearingClock(fetch: Fetch, clock: Clock): HearingClock {
  const offsets: number[] = [];
  return {
    async fetch(url, init) {
      const sent = clock.now();
      const answer = await fetch(url, init);
      const said = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(said)) offsets.push((sent + clock.now()) / 2 - said);
      return answer;
    },
    judge() {
      const middle = offsets.toSorted((left, right) => left - right)[Math.floor(offsets.length / 2)];
      if (middle === undefined) {
        return {
          check: 'clock',
          where: DEPLOYMENT,
          state: 'unknown',
          detail: 'no vendor answered with its time',
          remedy: 'Run doctor again when one of them is reached',
        };
      }
      const seconds = Math.round(Math.abs(middle) / 1_000);
      const detail = `this machine is ${seconds} s ${middle < 0 ? 'behind' : 'ahead of'} the vendors`;
      return Math.abs(middle) <= MOST_SKEW_MS
        ? right('clock', DEPLOYMENT, detail)
        : wrong(
            'clock',
            DEPLOYMENT,
            detail,
            'Set it right: signatures of another time are refused, and ages here are wrong',
          );
    },
  };
}
