/** Requests that are held until there is news of a push. */
export interface News {
  /** Resolves when the push is `announce`d, or after `holdMs`; at once when there is `already` news. */
  wait(txid: string, already: boolean): Promise<void>;
  announce(txid: string): void;
}

export function createNews(holdMs: number): News {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wait: (txid, already) => {
      if (already) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const held = waiting.get(txid) ?? new Set();
      waiting.set(txid, held.add(resolve));
      // A caller that gave up must not keep the process alive.
      const timer = setTimeout(resolve, holdMs).unref();
      return promise.finally(() => {
        clearTimeout(timer);
        held.delete(resolve);
      });
    },
    announce: (txid) => {
      for (const resolve of waiting.get(txid) ?? []) resolve();
    },
  };
}
