import type { Outcome } from '../../ports/outcome.ts';

/** What to wait after AWS throttled a call that the client's own retries could not get through; milliseconds. */
const THROTTLED_FOR_MS = 1_000;

/** How a failed call to AWS ended, from what the SDK threw. The reason holds the error's name and AWS's sentence. */
export function outcomeOfAwsError(thrown: unknown): Outcome<never> {
  const { name, message, status, throttling } = errorParts(thrown);
  const reason = `${name}: ${message}`.slice(0, 500);
  if (throttling) return { kind: 'throttled', retryAfterMs: THROTTLED_FOR_MS };
  return status !== null && status >= 400 && status < 500
    ? { kind: 'permanent', reason }
    : { kind: 'transient', reason };
}

const THROTTLING = /thrott|toomanyrequests|requestlimitexceeded|slowdown/iu;

function errorParts(thrown: unknown) {
  const name = thrown instanceof Error ? thrown.name : 'Error';
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const status = statusOf(thrown);
  return { name, message, status, throttling: status === 429 || THROTTLING.test(name) };
}

/** `$metadata.httpStatusCode` as the SDK sets it on errors; null where no answer came. */
function statusOf(thrown: unknown): number | null {
  const metadata = memberOf(thrown, '$metadata');
  const status = memberOf(metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
