import { z } from 'zod';
import type { JsonObject, JsonValue, Parsed } from '../../lambda/cloudtrail/json.ts';
import type { Clock } from '../../lambda/ports/clock.ts';

/** How long a push waits for an answer. Milliseconds, by the stand-in's clock. (Duo: 60 s.) */
export const PUSH_LIFETIME_MS = 60_000;

const PUSH = z.object({
  txid: z.string(),
  username: z.string(),
  /** Shown on the phone, in order. */
  info: z.record(z.string(), z.string()),
  startedAt: z.number(),
  state: z.enum(['waiting', 'approved', 'denied', 'fraud', 'timeout']),
});

const SAVED = z.object({ pushes: z.array(PUSH) });

export type StoredPush = Readonly<z.infer<typeof PUSH>>;
export type PushState = StoredPush['state'];

export interface DuoStore {
  /** Oldest first, with the time-outs that are due. */
  pushes(): readonly StoredPush[];
  find(txid: string): StoredPush | null;
  start(username: string, info: Readonly<Record<string, string>>): StoredPush;
  /** False when no such push waits. */
  end(txid: string, state: Exclude<PushState, 'waiting'>): boolean;
  save(): JsonObject;
  load(saved: JsonValue): Parsed<null>;
}

export function createDuoStore(clock: Clock): DuoStore {
  let stored: readonly StoredPush[] = [];
  const current = () => {
    stored = stored.map((push) => timedOut(push, clock.now()));
    return stored;
  };
  const find = (txid: string) => current().find((push) => push.txid === txid) ?? null;
  return {
    pushes: current,
    find,
    start: (username, info) => {
      const txid = `push-${String(stored.length + 1).padStart(4, '0')}`;
      const push: StoredPush = {
        txid,
        username,
        info: { ...info },
        startedAt: clock.now(),
        state: 'waiting',
      };
      stored = [...stored, push];
      return push;
    },
    end: (txid, state) => {
      if (find(txid)?.state !== 'waiting') return false;
      stored = stored.map((push) => (push.txid === txid ? { ...push, state } : push));
      return true;
    },
    save: () => structuredClone({ pushes: [...current()] }),
    load: (saved) => {
      const parsed = SAVED.safeParse(saved);
      if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) };
      stored = parsed.data.pushes;
      return { ok: true, value: null };
    },
  };
}

function timedOut(push: StoredPush, now: number): StoredPush {
  const over = push.state === 'waiting' && now - push.startedAt >= PUSH_LIFETIME_MS;
  return over ? { ...push, state: 'timeout' } : push;
}
