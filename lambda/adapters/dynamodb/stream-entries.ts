import { isObject } from '../../cloudtrail/json.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import { entryOf } from './stored-entry.ts';

/** What is read of a record of the journal table's stream (AWS Lambda, `DynamoDBRecord`). */
export interface StreamRecord {
  readonly eventName?: string | undefined;
  readonly dynamodb?:
    | { readonly NewImage?: unknown; readonly SequenceNumber?: string | undefined }
    | undefined;
}

/** The entries that were written; what is no new entry, such as one that its time has removed, is left out. */
export function entriesOfStream(records: readonly StreamRecord[]): readonly JournalEntry[] {
  return records.map(entryOfRecord).filter((entry) => entry !== null);
}

function entryOfRecord({ eventName, dynamodb }: StreamRecord): JournalEntry | null {
  const image = dynamodb?.NewImage;
  if (eventName !== 'INSERT' || !isObject(image)) return null;
  const id = stringOf(image['id']);
  const entry = stringOf(image['entry']);
  return entry === null ? null : entryOf({ id, entry });
}

function stringOf(attribute: unknown): string | null {
  return isObject(attribute) && typeof attribute['S'] === 'string' ? attribute['S'] : null;
}
