import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { objectOf, parseJson } from '../../lambda/cloudtrail/json.ts';
import { judgeBlocks } from './slack-blocks.ts';
import { buttonsIn } from './slack-buttons.ts';
import type { SlackDirectory } from './slack-directory.ts';
import type { NewMessage, SlackStore, StoredMessage } from './slack-store.ts';

/** Slack cuts longer texts; we had better not send them. Characters. */
const TEXT_LENGTH = 40_000;

/** A method's answer before `ok` is put to it. */
type Answer =
  | { readonly error: string; readonly response_metadata?: JsonObject }
  | { readonly result: JsonObject };
type Method = (parameters: URLSearchParams) => Answer;

/** The Web API methods we use, by name. */
export function slackMethods(store: SlackStore, directory: SlackDirectory): ReadonlyMap<string, Method> {
  return new Map<string, Method>([
    [
      'auth.test',
      () => ({ result: { url: 'https://example.slack.com/', team: 'Example', user: 'countersign' } }),
    ],
    ['users.lookupByEmail', (parameters) => lookUp(store, directory, parameters.get('email') ?? '')],
    ['chat.postMessage', (parameters) => postMessage(store, parameters)],
    ['chat.postEphemeral', (parameters) => postEphemeral(store, parameters)],
    ['views.publish', (parameters) => publishHome(store, parameters)],
    ['chat.update', (parameters) => update(store, parameters)],
  ]);
}

function lookUp(store: SlackStore, directory: SlackDirectory, email: string): Answer {
  const account = directory.lookup(email);
  if (account === null) return { error: 'users_not_found' };
  store.meet(account.id, email);
  const user = {
    id: account.id,
    name: email.split('@')[0] ?? email,
    deleted: account.kind === 'deactivated',
    is_bot: account.kind === 'bot',
    is_restricted: account.kind === 'guest',
    is_ultra_restricted: false,
    profile: { email },
  };
  return { result: { user } };
}

function postMessage(store: SlackStore, parameters: URLSearchParams): Answer {
  const content = contentIn(parameters);
  if ('error' in content) return content;
  const place = placeOf(store, parameters.get('channel') ?? '');
  if (place === null) return { error: 'channel_not_found' };
  const threadTs = parameters.get('thread_ts');
  if (threadTs !== null && store.find(place.channel, threadTs) === null) return { error: 'thread_not_found' };
  const { channel, ts } = addWithButtons(store, { kind: 'message', ...place, ...content, threadTs });
  return { result: { channel, ts, message: { type: 'message', text: content.text, ts } } };
}

function postEphemeral(store: SlackStore, parameters: URLSearchParams): Answer {
  const content = contentIn(parameters);
  if ('error' in content) return content;
  const user = parameters.get('user') ?? '';
  const place = placeOf(store, parameters.get('channel') ?? '');
  if (place === null) return { error: 'channel_not_found' };
  if (!isUser(user)) return { error: 'user_not_in_channel' };
  const whisper = { kind: 'whisper', channel: place.channel, user, ...content, threadTs: null } as const;
  return { result: { message_ts: addWithButtons(store, whisper).ts } };
}

function update(store: SlackStore, parameters: URLSearchParams): Answer {
  const content = contentIn(parameters);
  if ('error' in content) return content;
  const { channel, ts } = { channel: parameters.get('channel') ?? '', ts: parameters.get('ts') ?? '' };
  const message = store.find(channel, ts);
  if (message === null || message.kind === 'whisper') return { error: 'message_not_found' };
  store.replace(remembering({ ...message, text: content.text }, content.blocks));
  return { result: { channel, ts, text: content.text } };
}

/** (Slack's reference of `views.publish`.) A view holds 100 blocks; ours are kept to what a message holds. */
function publishHome(store: SlackStore, parameters: URLSearchParams): Answer {
  const user = parameters.get('user_id') ?? '';
  if (!isUser(user)) return { error: 'user_not_found' };
  const view = parseJson(parameters.get('view') ?? '');
  const { type, blocks } = objectOf(view.ok ? view.value : null);
  if (type !== 'home') return { error: 'invalid_arguments' };
  const verdict = judgeBlocks(blocks ?? []);
  if (!verdict.ok) return { error: verdict.error, response_metadata: { messages: [...verdict.problems] } };
  store.showHome(user, verdict.blocks);
  return { result: { view: { type: 'home' } } };
}

function contentIn(
  parameters: URLSearchParams,
): Extract<Answer, { error: string }> | { text: string; blocks: readonly JsonObject[] } {
  const text = parameters.get('text') ?? '';
  if (text.trim() === '') return { error: 'no_text' };
  if (text.length > TEXT_LENGTH) return { error: 'msg_too_long' };
  const blocks = parseJson(parameters.get('blocks') ?? '[]');
  if (!blocks.ok) return { error: 'invalid_blocks_format' };
  const verdict = judgeBlocks(blocks.value);
  if (verdict.ok) return { text, blocks: verdict.blocks };
  const messages = verdict.problems.map((problem) => `[ERROR] ${problem}`);
  return { error: verdict.error, response_metadata: { messages } };
}

/** A user's id stands for the direct conversation with them; channels are taken to exist and to have us in them. */
function placeOf(store: SlackStore, to: string): { channel: string; user: string | null } | null {
  if (isUser(to)) return { channel: store.conversationWith(to), user: to };
  const partner = store.partnerIn(to);
  if (partner !== null) return { channel: to, user: partner };
  return /^([CG][A-Z0-9]+|#[\w-]+)$/.test(to) ? { channel: to, user: null } : null;
}

function isUser(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id);
}

function addWithButtons(store: SlackStore, message: NewMessage): StoredMessage {
  const added = remembering(store.add(message), message.blocks);
  store.replace(added);
  return added;
}

function remembering(message: StoredMessage, blocks: readonly JsonObject[]): StoredMessage {
  const shown = buttonsIn(blocks).map(({ actionId, value, blockId, text }) => [
    actionId,
    { value, blockId, text },
  ]);
  return {
    ...message,
    blocks: structuredClone([...blocks]),
    shown: { ...message.shown, ...Object.fromEntries(shown) },
  };
}
