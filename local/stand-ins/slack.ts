import { type JsonObject, objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { createOutage } from './outage.ts';
import { ACTION_PREFIX, actionsIn } from './slack-buttons.ts';
import type { SignedHttpRequest } from './slack-click.ts';
import { signedClick, signedLook } from './slack-click.ts';
import type { SlackDirectory } from './slack-directory.ts';
import { slackMethods } from './slack-methods.ts';
import type { SlackStore, StoredMessage } from './slack-store.ts';
import { createSlackStore } from './slack-store.ts';
import type { StandIn } from './stand-in-fetch.ts';

export interface SlackStandInOptions {
  readonly clock: Clock;
  readonly signingSecret: string;
  /** The bot token that requests must bear. */
  readonly token: string;
  readonly directory: SlackDirectory;
}

export interface SlackReply {
  readonly id: string;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly buttons: readonly string[];
}

export interface SlackMessage extends SlackReply {
  readonly kind: 'message' | 'whisper';
  /** The user of a direct conversation, or who alone sees a whisper; null in a channel. */
  readonly user: string | null;
  /** The user's e-mail, where it was ever looked up. */
  readonly person: string | null;
  readonly channel: string;
  /** Replies, oldest first. */
  readonly thread: readonly SlackReply[];
}

/** What the app's home shows a user. */
export interface SlackHome {
  readonly user: string;
  readonly blocks: readonly JsonObject[];
}

export interface SlackStandIn extends StandIn {
  /** Oldest first. */
  state(): { readonly messages: readonly SlackMessage[]; readonly homes: readonly SlackHome[] };
  /** The request Slack would send when a user opens the app's home. */
  look(user: string): SignedHttpRequest;
  /**
   * The request Slack would send for a click of `user` on the button `action` (`yes`, `no`, `wrong-person`), also on
   * a button that is gone, as a screen that was not refreshed would. Null when the message never had it.
   */
  click(messageId: string, action: string, user: string): SignedHttpRequest | null;
}

/** Names a message in `state()` and for `click()`. */
export function slackMessageId(channel: string, ts: string): string {
  return `${channel}-${ts}`;
}

export function createSlackStandIn(options: SlackStandInOptions): SlackStandIn {
  const { clock, signingSecret, token, directory } = options;
  const store = createSlackStore(clock);
  const methods = slackMethods(store, directory);
  const outage = createOutage();
  const reply = async (request: Request): Promise<Response> => {
    if (new URL(request.url).host === RESPONSES) return respond(store, request);
    const refusal = tokenProblem(request.headers.get('authorization'), token);
    if (refusal !== null) return Response.json({ ok: false, error: refusal });
    const method = methods.get(new URL(request.url).pathname.replace(/^\/api\//, ''));
    if (method === undefined) return Response.json({ ok: false, error: 'unknown_method' });
    const answer = method(new URLSearchParams(await request.text()));
    return Response.json('error' in answer ? { ok: false, ...answer } : { ok: true, ...answer.result });
  };
  return {
    hosts: ['slack.com', RESPONSES],
    answer: (request) => outage.serve(request, () => reply(request)),
    mode: outage.mode,
    setMode: outage.setMode,
    save: store.save,
    load: store.load,
    state: () => {
      const all = store.messages();
      const shownAlone = all.filter((each) => each.threadTs === null);
      const homes = Object.entries(store.homes()).map(([user, blocks]) => ({ user, blocks }));
      return { homes, messages: shownAlone.map((each) => messageOf(each, all, store.emailOf)) };
    },
    look: (user) => signedLook(user, signingSecret, clock.now()),
    click: (messageId, action, user) => {
      const message = store.messages().find((each) => slackMessageId(each.channel, each.ts) === messageId);
      if (message === undefined) return null;
      const userName = store.emailOf(user)?.split('@')[0] ?? user.toLowerCase();
      const actionId = `${ACTION_PREFIX}${action}`;
      return signedClick({ message, actionId, user, userName, signingSecret, nowMs: clock.now() });
    },
  };
}

/** Where the response URL of a click leads. */
const RESPONSES = 'hooks.slack.com';

/** What is answered to a click in private stands where the click was. */
async function respond(store: SlackStore, request: Request): Promise<Response> {
  const ts = new URL(request.url).pathname.split('/').at(-1);
  const message = store.messages().find((each) => each.ts === ts);
  const body = parseJson(await request.text());
  const text = textOf(objectOf(body.ok ? body.value : null)['text']);
  if (message === undefined || text === null) return new Response('no_text', { status: 400 });
  const { channel, user } = message;
  store.add({ kind: 'whisper', channel, user, text, blocks: [], threadTs: null });
  return new Response('ok');
}

function tokenProblem(authorization: string | null, token: string): string | null {
  if (authorization === null) return 'not_authed';
  return authorization === `Bearer ${token}` ? null : 'invalid_auth';
}

function messageOf(
  message: StoredMessage,
  all: readonly StoredMessage[],
  emailOf: (user: string) => string | null,
): SlackMessage {
  const { kind, user, channel, ts } = message;
  const replies = all.filter((each) => each.channel === channel && each.threadTs === ts);
  const person = user === null ? null : emailOf(user);
  return { kind, user, person, channel, ...replyOf(message), thread: replies.map(replyOf) };
}

function replyOf({ channel, ts, text, blocks }: StoredMessage): SlackReply {
  return { id: slackMessageId(channel, ts), text, blocks, buttons: actionsIn(blocks) };
}
