export const OUTAGE_MODES = ['up', 'down', 'slow', 'throttled', 'garbage'] as const;

/**
 * How a stand-in misbehaves. `down`: no connection. `slow`: answers later than anybody waits. `throttled`: 429 with
 * `Retry-After`. `garbage`: status 200 with a page of HTML. In none of them does anything happen.
 */
export type OutageMode = (typeof OUTAGE_MODES)[number];

/** Longer than the deadline of any adapter: a request that is given up before is never carried out. Milliseconds. */
const SLOW_MS = 60_000;
/** What a throttled caller is asked to wait. Seconds. */
export const RETRY_AFTER_SECONDS = 30;

export interface Outage {
  mode(): OutageMode;
  setMode(mode: OutageMode): void;
  /** Answers as the mode has it: `answer` is carried out only when the service is up, or was slow and waited for. */
  serve(request: Request, answer: () => Promise<Response>): Promise<Response>;
}

export function createOutage(): Outage {
  let mode: OutageMode = 'up';
  return {
    mode: () => mode,
    setMode: (next) => {
      mode = next;
    },
    serve: async (request, answer) => {
      switch (mode) {
        case 'up':
          return answer();
        case 'down':
          throw connectionRefused(request.url);
        case 'slow':
          await patience(request.signal);
          return answer();
        case 'throttled':
          return new Response('{}', { status: 429, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } });
        case 'garbage':
          return new Response('<html><body><h1>It works!</h1></body></html>', {
            headers: { 'content-type': 'text/html' },
          });
        default: {
          const unreachable: never = mode;
          return unreachable;
        }
      }
    },
  };
}

/** What `fetch` throws when nobody listens. */
export function connectionRefused(url: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(`connect ECONNREFUSED ${new URL(url).host}`) });
}

/** Resolves after `SLOW_MS`; rejects as soon as the caller gives up. Leaves no timer behind. */
function patience(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, SLOW_MS);
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
