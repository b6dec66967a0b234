import { nameOf, originOf } from '../calls.ts';
import type { History } from '../history.ts';
import type { Broken } from '../promises.ts';

/** Promise 4: no message asks about calls of two origins, and a burst of one origin is one question at a time. */
export function oneAnswerOneOrigin(history: History): readonly Broken[] {
  const origins = new Map(history.plan.messages.map((message) => [nameOf(message), originOf(message)]));
  return history.shown.flatMap(({ ts, names }): readonly Broken[] => {
    const together = new Set([...names].map((name) => origins.get(name)));
    if (together.size <= 1) return [];
    return [{ promise: 4, what: `message ${ts} asks about ${[...together].join(' and ')} together` }];
  });
}
