import type { JsonObject } from '../../cloudtrail/json.ts';
import type { Chat, ChatMessage, PostedMessage } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { FaultOptions } from './faults.ts';
import { attemptThrough } from './faults.ts';

export interface InMemoryMessage extends PostedMessage {
  readonly kind: 'message' | 'whisper';
  /** The user it was sent to, or who alone sees it; null in a channel. */
  readonly user: string | null;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  /** The message in whose thread it stands. */
  readonly thread: PostedMessage | null;
}

export interface InMemoryChatOptions extends FaultOptions {
  readonly clock: Clock;
  /** The user's id; null when there is no full, active member with this e-mail. */
  readonly directory: (email: string) => string | null;
}

export interface InMemoryChat extends Chat {
  /** Oldest first. */
  messages(): readonly InMemoryMessage[];
  /** What the app's home shows a user; null before it showed anything. */
  home(user: string): readonly JsonObject[] | null;
}

export function createInMemoryChat(options: InMemoryChatOptions): InMemoryChat {
  const attempt = attemptThrough(options);
  const homes = new Map<string, readonly JsonObject[]>();
  let messages: readonly InMemoryMessage[] = [];
  const add = (message: Omit<InMemoryMessage, 'ts'>): PostedMessage => {
    const ts = `${Math.floor(options.clock.now() / 1_000)}.${String(messages.length + 1).padStart(6, '0')}`;
    messages = [...messages, { ...message, ts }];
    return { channel: message.channel, ts };
  };
  return {
    messages: () => messages,
    home: (user) => homes.get(user) ?? null,
    findUser: (email) => attempt('findUser', () => foundUser(email, options.directory(email))),
    post: (to, message, thread) =>
      attempt('post', () =>
        delivered(add({ kind: 'message', ...placeOf(to, thread), ...contentOf(message) })),
      ),
    update: (at, message) =>
      attempt('update', () => {
        if (!messages.some((each) => isAt(each, at))) return { kind: 'permanent', reason: 'no such message' };
        messages = messages.map((each) => (isAt(each, at) ? { ...each, ...contentOf(message) } : each));
        return delivered(undefined);
      }),
    showHome: (user, blocks) =>
      attempt('showHome', () => {
        homes.set(user, blocks);
        return delivered(undefined);
      }),
    whisper: (channel, user, text) =>
      attempt('whisper', () => {
        add({ kind: 'whisper', channel, user, text, blocks: [], thread: null });
        return delivered(undefined);
      }),
  };
}

function foundUser(email: string, id: string | null): Outcome<string> {
  return id === null ? { kind: 'permanent', reason: `nobody to ask as ${email}` } : delivered(id);
}

/** Users' ids begin with U or W; a message to one stands in their direct conversation. */
function placeOf(to: string, thread: PostedMessage | undefined) {
  if (thread !== undefined) return { channel: thread.channel, user: null, thread };
  return /^[UW]/.test(to)
    ? { channel: `D${to}`, user: to, thread: null }
    : { channel: to, user: null, thread: null };
}

function contentOf({ text, blocks }: ChatMessage): ChatMessage {
  return { text, blocks };
}

function isAt(message: PostedMessage, at: PostedMessage): boolean {
  return message.channel === at.channel && message.ts === at.ts;
}
