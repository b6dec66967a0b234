import type { Fault } from '../../lambda/adapters/in-memory/faults.ts';
import type { OutageMode } from '../../local/stand-ins/outage.ts';

/** The fault of an in-memory adapter that looks to its caller like an outage of the vendor. */
export function faultOf(mode: OutageMode): Fault | null {
  switch (mode) {
    case 'up':
      return null;
    case 'down':
    case 'slow':
      return { kind: 'request-lost' };
    case 'garbage':
      return { kind: 'garbage' };
    case 'throttled':
      return { kind: 'throttled', retryAfterMs: 30_000 };
    default: {
      const unreachable: never = mode;
      return unreachable;
    }
  }
}

/** A clock that a test moves. Milliseconds since 1970. */
export function movableClock(start = Date.UTC(2026, 10, 20)) {
  let now = start;
  return {
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
  };
}
