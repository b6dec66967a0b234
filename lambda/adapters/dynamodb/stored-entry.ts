import { createHash } from 'node:crypto';
import { isObject, parseJson } from '../../cloudtrail/json.ts';
import { credentialOf } from '../../journal/credential-of.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import type { Item } from './batches.ts';
import { keyText, timeKey } from './key-text.ts';
import { JOURNAL_SHARDS } from './tables.ts';

/** The partition key of an entry. */
export function entryKey(id: string): string {
  return `entry#${keyText(id)}`;
}

/** `2026-11-20`, in UTC. Sorts by time. */
export function dayOf(atMs: number): string {
  return new Date(Math.max(0, atMs)).toISOString().slice(0, 10);
}

export function bucketName(day: string, shard: number): string {
  return `${day}/${shard}`;
}

export function credentialName(accessKeyId: string, shard: number): string {
  return `${keyText(accessKeyId)}/${shard}`;
}

/** @param keptMs How long to keep it after its `at`; null: for ever. */
export function itemOfEntry(entry: JournalEntry, keptMs: number | null): Item {
  const credential = credentialOf(entry);
  const shard = shardOf(entry.id);
  return {
    id: entryKey(entry.id),
    bucket: bucketName(dayOf(entry.at), shard),
    ...(credential === null ? {} : { credential: credentialName(credential, shard) }),
    atId: timeKey(entry.at, entry.id),
    entry: JSON.stringify(entry),
    ...(keptMs === null ? {} : { expiresAt: Math.ceil((entry.at + keptMs) / 1_000) }),
  };
}

/** @throws when the item is not an entry, naming it. */
export function entryOf(item: Item): JournalEntry {
  const parsed = parseJson(typeof item['entry'] === 'string' ? item['entry'] : '');
  if (!parsed.ok || !isEntry(parsed.value)) throw new Error(`stored journal entry ${item['id']}: unreadable`);
  return parsed.value;
}

function shardOf(id: string): number {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % JOURNAL_SHARDS;
}

/** Tolerant of kinds and fields that a later version added. */
function isEntry(value: unknown): value is JournalEntry {
  return (
    isObject(value) &&
    typeof value['v'] === 'number' &&
    typeof value['id'] === 'string' &&
    typeof value['at'] === 'number' &&
    typeof value['kind'] === 'string' &&
    isObject(value['data'])
  );
}
