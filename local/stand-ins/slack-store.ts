import { z } from 'zod';
import type { JsonObject, JsonValue, Parsed } from '../../lambda/cloudtrail/json.ts';
import { isObject } from '../../lambda/cloudtrail/json.ts';
import type { Clock } from '../../lambda/ports/clock.ts';

const MESSAGE = z.object({
  kind: z.enum(['message', 'whisper']),
  channel: z.string(),
  ts: z.string(),
  /** Whom it was sent to, or who alone sees it; null in a channel. */
  user: z.string().nullable(),
  text: z.string(),
  blocks: z.array(z.custom<JsonObject>(isObject)).readonly(),
  /** The `ts` of the message in whose thread it stands. */
  threadTs: z.string().nullable(),
  /** Every button it ever showed, by action id: somebody's screen may still show it. */
  shown: z.record(z.string(), z.object({ value: z.string(), blockId: z.string(), text: z.string() })),
});

const SAVED = z.object({
  sequence: z.number(),
  messages: z.array(MESSAGE),
  /** The user of each direct conversation, by channel. */
  conversations: z.record(z.string(), z.string()),
  /** The e-mail of each user who was looked up, by id. */
  people: z.record(z.string(), z.string()),
  /** What the app's home shows each user. */
  homes: z.record(z.string(), z.array(z.custom<JsonObject>(isObject)).readonly()).default({}),
});

export type StoredMessage = Readonly<z.infer<typeof MESSAGE>>;
type Stored = z.infer<typeof SAVED>;

export interface NewMessage {
  readonly kind: StoredMessage['kind'];
  readonly channel: string;
  readonly user: string | null;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly threadTs: string | null;
}

export interface SlackStore {
  /** Oldest first. */
  messages(): readonly StoredMessage[];
  find(channel: string, ts: string): StoredMessage | null;
  add(message: NewMessage): StoredMessage;
  replace(message: StoredMessage): void;
  /** The channel of the direct conversation with a user, opened if need be. */
  conversationWith(user: string): string;
  /** Whose direct conversation a channel is; null for any other. */
  partnerIn(channel: string): string | null;
  meet(user: string, email: string): void;
  emailOf(user: string): string | null;
  showHome(user: string, blocks: readonly JsonObject[]): void;
  homes(): Readonly<Record<string, readonly JsonObject[]>>;
  save(): JsonObject;
  load(saved: JsonValue): Parsed<null>;
}

export function createSlackStore(clock: Clock): SlackStore {
  let stored: Stored = { sequence: 0, messages: [], conversations: {}, people: {}, homes: {} };
  return {
    messages: () => stored.messages,
    find: (channel, ts) => stored.messages.find((each) => each.channel === channel && each.ts === ts) ?? null,
    add: (message) => {
      stored.sequence += 1;
      // Slack's times are unique within a channel: seconds, and a counter where Slack has microseconds.
      const ts = `${Math.floor(clock.now() / 1_000)}.${String(stored.sequence).padStart(6, '0')}`;
      const added = { ...message, ts, shown: {} };
      stored.messages.push(added);
      return added;
    },
    replace: (message) => {
      const isIt = (each: StoredMessage) => each.channel === message.channel && each.ts === message.ts;
      stored.messages = stored.messages.map((each) => (isIt(each) ? message : each));
    },
    conversationWith: (user) => {
      const channel = `D${user.slice(1)}`;
      stored.conversations[channel] = user;
      return channel;
    },
    partnerIn: (channel) => stored.conversations[channel] ?? null,
    meet: (user, email) => {
      stored.people[user] = email;
    },
    emailOf: (user) => stored.people[user] ?? null,
    showHome: (user, blocks) => {
      stored.homes[user] = blocks;
    },
    homes: () => stored.homes,
    save: () => structuredClone(stored),
    load: (saved) => {
      const parsed = SAVED.safeParse(saved);
      if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) };
      stored = parsed.data;
      return { ok: true, value: null };
    },
  };
}
