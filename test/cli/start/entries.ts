import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import type { JournalEntry, JournalKind } from '../../../lambda/journal/entry.ts';

export const AT = Date.UTC(2026, 0, 5, 9, 30);
let written = 0;

/** An entry of the journal; each has an id of its own. */
export function entry(kind: JournalKind, data: JsonObject, more: Partial<JournalEntry> = {}): JournalEntry {
  written++;
  return { v: 1, id: `${kind}/${written}`, at: AT, kind, data, ...more };
}

export function callEntry(data: JsonObject = {}, more: Partial<JournalEntry> = {}): JournalEntry {
  const usual = {
    severity: 'notify',
    eventName: 'CreateUser',
    principal: 'ana@example.com',
    account: '111122223333',
    reasons: ['An IAM user was created', 'ana@example.com is asked'],
  };
  return entry('call', { ...usual, ...data }, more);
}
