import { isObject, listOf, type Parsed, parseJson } from '../cloudtrail/json.ts';

/** Ids in one message: an id has some hundred characters, a message 256 KiB. */
export const IDS_PER_MESSAGE = 100;

/** Names entries to be shipped later; what they say stays in the journal. */
export function writeShipMessage(entryIds: readonly string[]): string {
  return JSON.stringify({ ship: entryIds });
}

export function readShipMessage(body: string): Parsed<readonly string[]> {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const ids = isObject(parsed.value) ? listOf(parsed.value['ship']) : [];
  const texts = ids.filter((id) => typeof id === 'string');
  return texts.length > 0 && texts.length === ids.length
    ? { ok: true, value: texts }
    : { ok: false, reason: 'not a list of journal entries to ship' };
}
