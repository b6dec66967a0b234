import type { Clock } from '../../ports/clock.ts';
import type { Memory, Remembered } from '../../ports/memory.ts';

/** Changes after which what has expired is let go. */
const SWEEP_EVERY = 10_000;

export function createInMemoryMemory(clock: Clock): Memory {
  const items = new Map<string, Remembered & { readonly expiresAt: number }>();
  let changesLeft = SWEEP_EVERY;
  const live = (key: string) => {
    const item = items.get(key);
    return item !== undefined && item.expiresAt > clock.now() ? item : undefined;
  };
  const sweep = () => {
    for (const key of items.keys()) if (live(key) === undefined) items.delete(key);
    changesLeft = SWEEP_EVERY;
  };
  return {
    async recall(keys) {
      return new Map(
        keys.flatMap((key) => {
          const item = live(key);
          return item === undefined ? [] : [[key, { text: item.text, version: item.version }] as const];
        }),
      );
    },
    async remember(changes) {
      const refused = new Set<string>();
      for (const { key, text, replaces, expiresAt } of changes) {
        if ((live(key)?.version ?? null) !== replaces) refused.add(key);
        else items.set(key, { text, version: (replaces ?? 0) + 1, expiresAt });
      }
      changesLeft -= changes.length;
      if (changesLeft <= 0) sweep();
      return refused;
    },
  };
}
