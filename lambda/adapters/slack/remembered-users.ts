import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';

/** Somebody who leaves, or becomes a guest, is asked at most this much longer. Milliseconds. */
export const USER_KEPT_MS = 5 * 60_000;
/** People asked within that time by one function. */
const MOST_USERS = 1_000;

type FindUser = Chat['findUser'];

/** Looks a person up once for a while: Slack takes 50 lookups a minute. What was refused or failed is asked again. */
export function rememberedUsers(findUser: FindUser, clock: Clock): FindUser {
  const known = new Map<string, { readonly id: string; readonly until: number }>();
  return async (email) => {
    const now = clock.now();
    const earlier = known.get(email);
    if (earlier !== undefined && now < earlier.until) return { kind: 'delivered', value: earlier.id };
    known.delete(email);
    const found = await findUser(email);
    if (found.kind === 'delivered') {
      const [oldest] = known.keys();
      if (known.size >= MOST_USERS && oldest !== undefined) known.delete(oldest);
      known.set(email, { id: found.value, until: now + USER_KEPT_MS });
    }
    return found;
  };
}
