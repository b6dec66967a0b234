/** What an adapter needs of `fetch`; the global one fits. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent for GET. */
  readonly body?: string;
}

export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      /** The whole body: nothing of the connection is left to wait for. */
      readonly body: string;
    }
  /** The deadline passed without a whole answer; what was asked may have happened. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * One HTTP exchange that ends, body included, when `deadline` aborts at the latest, also when `fetch` ignores its
 * signal. Never throws. Redirects are failures: no vendor of ours redirects, and a signed request must not follow one.
 */
export async function exchange(
  fetch: Fetch,
  request: HttpRequest,
  deadline: AbortSignal,
): Promise<HttpAnswer> {
  const passed = deadlinePassed(deadline);
  try {
    return await Promise.race([answerTo(fetch, request, deadline), passed.promise]);
  } catch (cause) {
    return deadline.aborted ? { kind: 'silent' } : { kind: 'failed', reason: networkReason(cause) };
  } finally {
    passed.forget();
  }
}

async function answerTo(fetch: Fetch, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { url, ...init } = request;
  const response = await fetch(url, { ...init, redirect: 'error', signal });
  const body = await response.text();
  return { kind: 'answered', status: response.status, headers: response.headers, body };
}

function deadlinePassed(deadline: AbortSignal): { promise: Promise<HttpAnswer>; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<HttpAnswer>();
  const onAbort = () => resolve({ kind: 'silent' });
  if (deadline.aborted) onAbort();
  deadline.addEventListener('abort', onAbort, { once: true });
  return { promise, forget: () => deadline.removeEventListener('abort', onAbort) };
}

/** `fetch` says only "fetch failed"; what failed stands in its cause. */
function networkReason(cause: unknown): string {
  if (!(cause instanceof Error)) return 'the request failed';
  const inner = cause.cause;
  return inner instanceof Error ? `${cause.message}: ${inner.message}` : cause.message;
}
