import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { envelope, iamUser, messageOf, PRODUCTION, record, STAGING, ssoUser } from '../workflows/messages.ts';
import type { MessageKind, PersonName, PlannedMessage } from './plan.ts';

export const emailOf = (person: PersonName) => `${person}@example.com`;
/** The Slack id of a person. */
export const userOf = (person: PersonName) => `U${person.toUpperCase()}`;

const VERBS: Readonly<Record<Exclude<MessageKind, 'garbage'>, string>> = {
  log: 'List',
  ask: 'Put',
  page: 'Stop',
  'too-late': 'Put',
  forged: 'Put',
};

/** How a call is called wherever somebody is told of it: no two calls share a name, none is part of another. */
export function nameOf({ call, kind }: PlannedMessage): string {
  return `${kind === 'garbage' ? 'Garbage' : VERBS[kind]}Thing${String(call).padStart(3, '0')}x`;
}

const NAMES = /(?:List|Put|Stop|Garbage)Thing\d{3}x/g;

/** The calls that a text names. What is told of a key's history is for the caller to leave out. */
export function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(NAMES));
}

export const eventIdOf = ({ call }: PlannedMessage) =>
  `00000000-0000-4000-8000-${String(call).padStart(12, '0')}`;

/** The origin of a call in words: nobody's yes to one speaks for another. */
export const originOf = ({ person, origin }: PlannedMessage) => `${person} from origin ${origin}`;

const ADDRESSES = ['198.51.100.7', '203.0.113.9', '198.51.100.7'] as const;
const CALL_AGE_MS = 60_000;
const OLD_AGE_MS = 30 * 3_600_000;

/** What the queue gets. */
export function bodyOf(message: PlannedMessage): string {
  switch (message.kind) {
    case 'garbage':
      return `{"Type":"Notification","Message":"${nameOf(message)}`;
    case 'forged':
      return envelope(eventOf(recordOf(message)), STAGING);
    case 'log':
    case 'ask':
    case 'page':
    case 'too-late':
      return messageOf(recordOf(message));
  }
}

function recordOf(message: PlannedMessage): JsonObject {
  const { person, origin, kind, at } = message;
  const email = emailOf(person);
  return record({
    eventID: eventIdOf(message),
    eventName: nameOf(message),
    eventTime: new Date(at - (kind === 'too-late' ? OLD_AGE_MS : CALL_AGE_MS)).toISOString(),
    sourceIPAddress: ADDRESSES[origin],
    requestParameters: {},
    userIdentity: origin === 2 ? ssoUser(email, PRODUCTION) : iamUser(email, `AKIA${person.toUpperCase()}`),
  });
}
