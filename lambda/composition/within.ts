import { setTimeout as sleep } from 'node:timers/promises';

/** The value if it comes within `ms` and without an error; otherwise null. */
export async function within<T>(ms: number, value: Promise<T>): Promise<T | null> {
  const stop = new AbortController();
  const late = sleep(ms, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([value.catch(() => null), late]);
  } finally {
    stop.abort();
  }
}
