import type { JsonObject } from '../../cloudtrail/json.ts';
import { isObject, listOf, objectOf, parseJson, textOf } from '../../cloudtrail/json.ts';

/** The `action_id` of each of our buttons. */
export const BUTTON_ACTIONS = {
  yes: 'countersign.yes',
  no: 'countersign.no',
  'wrong-person': 'countersign.wrong-person',
  'not-me': 'countersign.not-me',
} as const;

export type ButtonAction = keyof typeof BUTTON_ACTIONS;

export type Interaction =
  | {
      readonly kind: 'button';
      readonly action: ButtonAction;
      /** What we put into the button. */
      readonly value: string;
      /** Who clicked: a Slack user id. */
      readonly user: string;
      readonly channel: string;
      readonly messageTs: string;
      readonly responseUrl: string | null;
    }
  /** Somebody looks at the app's home. */
  | { readonly kind: 'home'; readonly user: string }
  /** Slack asks whether this address is ours: the challenge is to be answered. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Something of Slack's that is no click on a button of ours. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the body of an interactive request, whose signature was checked before. Total. */
export function parseInteraction(rawBody: string): Interaction {
  const [payload, ...more] = new URLSearchParams(rawBody).getAll('payload');
  if (payload === undefined || more.length > 0) return unreadable('a body without one payload');
  const json = parseJson(payload);
  if (!json.ok) return unreadable(`a payload that is ${json.reason}`);
  if (!isObject(json.value)) return unreadable('a payload that is no object');
  return json.value['type'] === 'block_actions' ? clickIn(json.value) : { kind: 'other' };
}

/** Reads the body of a request of Slack's Events API, which comes as JSON. Total. */
export function parseEvent(rawBody: string): Interaction {
  const json = parseJson(rawBody);
  if (!json.ok || !isObject(json.value)) return unreadable('a body that is no JSON object');
  const { type, challenge, event } = json.value;
  if (type === 'url_verification' && typeof challenge === 'string') {
    return { kind: 'challenge', challenge: challenge.slice(0, CHALLENGE_LENGTH) };
  }
  const { type: happened, user, tab } = objectOf(event);
  const isHome = type === 'event_callback' && happened === 'app_home_opened' && tab === 'home';
  return isHome && typeof user === 'string' && USER.test(user) ? { kind: 'home', user } : { kind: 'other' };
}

/** Slack's are 52 characters. */
const CHALLENGE_LENGTH = 200;
const USER = /^[UW][A-Z0-9]{2,30}$/;

function clickIn(payload: JsonObject): Interaction {
  const clicked = objectOf(listOf(payload['actions'])[0]);
  const action = buttonAction(clicked['action_id']);
  if (action === null) return { kind: 'other' };
  const container = objectOf(payload['container']);
  const value = textOf(clicked['value']);
  const user = textOf(objectOf(payload['user'])['id']);
  const channel = textOf(objectOf(payload['channel'])['id']) ?? textOf(container['channel_id']);
  const messageTs = textOf(objectOf(payload['message'])['ts']) ?? textOf(container['message_ts']);
  if (value === null || user === null || channel === null || messageTs === null) {
    return unreadable('a click without value, user, channel or message');
  }
  return {
    kind: 'button',
    action,
    value,
    user,
    channel,
    messageTs,
    responseUrl: textOf(payload['response_url']),
  };
}

function buttonAction(id: unknown): ButtonAction | null {
  switch (id) {
    case BUTTON_ACTIONS.yes:
      return 'yes';
    case BUTTON_ACTIONS.no:
      return 'no';
    case BUTTON_ACTIONS['wrong-person']:
      return 'wrong-person';
    case BUTTON_ACTIONS['not-me']:
      return 'not-me';
    default:
      return null;
  }
}

function unreadable(reason: string): Interaction {
  return { kind: 'unreadable', reason };
}
