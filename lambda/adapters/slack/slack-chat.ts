import { LogLevel, WebClient } from '@slack/web-api';
import type { JsonObject } from '../../cloudtrail/json.ts';
import { isObject, parseJson, textOf } from '../../cloudtrail/json.ts';
import type { Chat, ChatMessage, PostedMessage } from '../../ports/chat.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { Fetch } from '../http/exchange.ts';
import { wellFormedJson } from '../http/well-formed.ts';
import { slackFailure } from './slack-failure.ts';
import { memberId } from './slack-member.ts';
import { slackTransport } from './slack-transport.ts';

/** Slack wants its own callers answered within 3 s, and usually answers in a tenth of that. Milliseconds. */
export const SLACK_TIMEOUT_MS = 3_000;

export interface SlackChatOptions {
  /** The bot token, `xoxb-…`, with `chat:write` and `users:read.email`. */
  readonly token: string;
  readonly fetch: Fetch;
  /** @default SLACK_TIMEOUT_MS */
  readonly timeoutMs?: number;
}

/** Slack through its own client, kept to one attempt, no waiting and no logging. */
export function createSlackChat(options: SlackChatOptions): Chat {
  const call = slackCaller(options);
  return {
    findUser: async (email) => {
      const found = await call('users.lookupByEmail', { email: email.toWellFormed() });
      return found.kind === 'delivered' ? memberId(email, found.value['user']) : found;
    },
    post: async (to, message, thread) =>
      postedIn(await call('chat.postMessage', posting(to, message, thread))),
    update: async (at, message) => {
      return withoutValue(
        await call('chat.update', { channel: at.channel, ts: at.ts, ...contentOf(message) }),
      );
    },
    showHome: async (user, blocks) =>
      withoutValue(
        await call('views.publish', {
          user_id: user,
          view: wellFormedJson({ type: 'home', blocks: [...blocks] }),
        }),
      ),
    whisper: async (channel, user, text) =>
      withoutValue(await call('chat.postEphemeral', { channel, user, text: text.toWellFormed() })),
  };
}

type SlackCall = (method: string, parameters: Record<string, unknown>) => Promise<Outcome<JsonObject>>;

function slackCaller(options: SlackChatOptions): SlackCall {
  const client = new WebClient(options.token, {
    fetch: slackTransport(options.fetch, options.timeoutMs ?? SLACK_TIMEOUT_MS),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    // Calls that wait in the client's queue would outlast their deadline.
    maxRequestConcurrency: Number.POSITIVE_INFINITY,
    logger: silentLogger(),
  });
  return async (method, parameters) => {
    try {
      return delivered(plain(await client.apiCall(method, parameters)));
    } catch (error) {
      return slackFailure(method, error, options.token);
    }
  };
}

/** The client's results are typed as records of `unknown`; as JSON text they came, as JSON they are read. */
function plain(result: object): JsonObject {
  const json = parseJson(JSON.stringify(result));
  return json.ok && isObject(json.value) ? json.value : {};
}

/** Links stay links: a preview would fetch an address that the maker of an AWS call chose. */
function posting(
  to: string,
  message: ChatMessage,
  thread: PostedMessage | undefined,
): Record<string, unknown> {
  const place = thread === undefined ? { channel: to } : { channel: thread.channel, thread_ts: thread.ts };
  return { ...place, ...contentOf(message), unfurl_links: false, unfurl_media: false };
}

function contentOf(message: ChatMessage): { text: string; blocks: string } {
  return { text: message.text.toWellFormed(), blocks: wellFormedJson(message.blocks) };
}

/** A message sent to a user stands in the channel of that direct conversation, which the answer names. */
function postedIn(outcome: Outcome<JsonObject>): Outcome<PostedMessage> {
  if (outcome.kind !== 'delivered') return outcome;
  const channel = textOf(outcome.value['channel']);
  const ts = textOf(outcome.value['ts']);
  if (channel === null || ts === null) {
    return { kind: 'transient', reason: 'Slack chat.postMessage: accepted without saying where it stands' };
  }
  return delivered({ channel, ts });
}

function withoutValue(outcome: Outcome<JsonObject>): Outcome<void> {
  return outcome.kind === 'delivered' ? delivered(undefined) : outcome;
}

/** The client logs requests and answers; what is worth logging stands in the outcome. */
function silentLogger() {
  const nothing = () => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}
