import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Chat, ChatMessage, PostedMessage } from '../../lambda/ports/chat.ts';
import { delivered } from '../../lambda/ports/outcome.ts';

/** A message with buttons. */
export interface OpenMessage {
  readonly at: PostedMessage;
  /** Whom it was sent to; null in a channel. */
  readonly user: string | null;
  readonly blocks: readonly JsonObject[];
}

export interface QuickChat extends Chat {
  open(): readonly OpenMessage[];
}

/** A Slack in which everybody is a member, that remembers only what still has buttons: a trail has many questions. */
export function createQuickChat(): QuickChat {
  const open = new Map<string, OpenMessage>();
  let posted = 0;
  const keep = (at: PostedMessage, user: string | null, { blocks }: ChatMessage): void => {
    const key = `${at.channel}/${at.ts}`;
    if (buttonIn(blocks, '') === null) open.delete(key);
    else open.set(key, { at, user, blocks });
  };
  return {
    open: () => [...open.values()],
    findUser: async (email) => delivered(`U-${email}`),
    post: async (to, message, thread) => {
      posted += 1;
      const at = { channel: thread?.channel ?? to, ts: String(posted) };
      keep(at, to.startsWith('U-') ? to : null, message);
      return delivered(at);
    },
    update: async (at, message) => {
      keep(at, open.get(`${at.channel}/${at.ts}`)?.user ?? null, message);
      return delivered(undefined);
    },
    showHome: async () => delivered(undefined),
    whisper: async () => delivered(undefined),
  };
}

/** What the first button carries whose action ends so; null when there is none. */
export function buttonIn(blocks: readonly JsonObject[], action: string): string | null {
  const buttons = blocks.flatMap((block) => listOf(block['elements']).map(objectOf));
  const found = buttons.find((button) => textOf(button['action_id'])?.endsWith(action) === true);
  return textOf(found?.['value']);
}
