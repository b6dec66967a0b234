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
  /** Something of Slack's that is no click on a button of ours. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the body of an interactive request, whose signature was checked before. Total. */
export function parseInteraction(rawBody: string): Interaction {
  const payload = new URLSearchParams(rawBody).get('payload');
  if (payload === null) return unreadable('a body without payload');
  const json = parseJson(payload);
  if (!json.ok) return unreadable(`a payload that is ${json.reason}`);
  if (!isObject(json.value)) return unreadable('a payload that is no object');
  return json.value['type'] === 'block_actions' ? clickIn(json.value) : { kind: 'other' };
}

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
