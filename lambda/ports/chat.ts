import type { JsonObject } from '../cloudtrail/json.ts';
import type { Outcome } from './outcome.ts';

/** A message with its plain text, which says the same, and its Block Kit blocks. */
export interface ChatMessage {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
}

/** Where a message stands: what is needed to change it. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

export interface Chat {
  /** The Slack id of the full, active member with this e-mail. `permanent` when there is none that may be asked. */
  findUser(email: string): Promise<Outcome<string>>;
  /** To a user (direct message) or a channel, or into the thread of a message. */
  post(to: string, message: ChatMessage, thread?: PostedMessage): Promise<Outcome<PostedMessage>>;
  update(at: PostedMessage, message: ChatMessage): Promise<Outcome<void>>;
  /** Shows a user these blocks on the app's home, in place of what stood there. */
  showHome(user: string, blocks: ChatMessage['blocks']): Promise<Outcome<void>>;
  /** Seen by `user` alone, in the channel of a message. */
  whisper(channel: string, user: string, text: string): Promise<Outcome<void>>;
}
