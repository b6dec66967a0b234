import type { Fetch } from '../../lambda/adapters/http/exchange.ts';
import type { JsonObject, JsonValue, Parsed } from '../../lambda/cloudtrail/json.ts';
import type { OutageMode } from './outage.ts';
import { connectionRefused } from './outage.ts';

/** A vendor's service in memory: it checks what the vendor checks and keeps what the vendor would. */
export interface StandIn {
  /** The host names it answers for. */
  readonly hosts: readonly string[];
  answer(request: Request): Promise<Response>;
  mode(): OutageMode;
  setMode(mode: OutageMode): void;
  /** What it keeps, for a run that is continued later. */
  save(): JsonObject;
  /** Takes the place of what it keeps. Fails, changing nothing, on anything `save` did not write. */
  load(saved: JsonValue): Parsed<null>;
}

/**
 * The `fetch` that the real adapters are given on one machine: a request to a stand-in's host is answered in this
 * process, any other fails as if the network were off. Only what is sent through this function is intercepted, so the
 * AWS SDK's own connections run at full speed.
 */
export function standInFetch(standIns: readonly StandIn[]): Fetch {
  return async (url, init) => {
    const request = new Request(url, init);
    const { protocol, host } = new URL(url);
    const standIn = protocol === 'https:' ? standIns.find((each) => each.hosts.includes(host)) : undefined;
    if (standIn === undefined) throw connectionRefused(url);
    return Promise.race([standIn.answer(request), abortOf(request.signal)]);
  };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
