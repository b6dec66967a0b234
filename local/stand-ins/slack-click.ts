import { signatureOf } from '../../lambda/adapters/slack/verify-signature.ts';
import type { StoredMessage } from './slack-store.ts';

/** The workspace and the app of every request. */
const TEAM = { id: 'T0000000001', domain: 'example' };
const APP_ID = 'A0000000001';

export interface SignedHttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
}

export interface Click {
  readonly message: StoredMessage;
  readonly actionId: string;
  readonly user: string;
  readonly userName: string;
  readonly signingSecret: string;
  readonly nowMs: number;
}

/** The request that Slack sends when somebody presses a button the message shows or showed; null when it never did. */
export function signedClick(click: Click): SignedHttpRequest | null {
  const button = click.message.shown[click.actionId];
  if (button === undefined) return null;
  const payload = payloadOf(click, button);
  const rawBody = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return signed('application/x-www-form-urlencoded', rawBody, click);
}

/** The request that Slack's Events API sends when a user opens the app's home. */
export function signedLook(user: string, signingSecret: string, nowMs: number): SignedHttpRequest {
  const event = { type: 'app_home_opened', user, channel: `D${user.slice(1)}`, tab: 'home' };
  const body = {
    type: 'event_callback',
    team_id: TEAM.id,
    api_app_id: APP_ID,
    event,
    event_id: `Ev${nowMs}`,
  };
  return signed('application/json', JSON.stringify(body), { signingSecret, nowMs });
}

function signed(
  contentType: string,
  rawBody: string,
  { signingSecret, nowMs }: Pick<Click, 'signingSecret' | 'nowMs'>,
): SignedHttpRequest {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const headers = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(signingSecret, timestamp, rawBody),
  };
  return { headers, rawBody };
}

/** As Slack's reference shows it ("block_actions payload"). */
function payloadOf(
  { message, actionId, user, userName, nowMs }: Click,
  button: StoredMessage['shown'][string],
) {
  const { channel, ts } = message;
  return {
    type: 'block_actions',
    user: { id: user, username: userName, name: userName, team_id: TEAM.id },
    api_app_id: APP_ID,
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    trigger_id: `${nowMs}.${ts}`,
    team: TEAM,
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : channel },
    message: { type: 'message', app_id: APP_ID, text: message.text, ts, blocks: message.blocks },
    state: { values: {} },
    response_url: `https://hooks.slack.com/actions/${TEAM.id}/${ts}`,
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: button.blockId,
        text: { type: 'plain_text', text: button.text, emoji: true },
        value: button.value,
        action_ts: `${Math.floor(nowMs / 1_000)}.000000`,
      },
    ],
  };
}
