import { textOf } from '../cloudtrail/json.ts';
import type { JournalEntry } from './entry.ts';

/** The access key that a call's entry is found by; null for what is no call, or was made without one. */
export function credentialOf({ kind, data }: JournalEntry): string | null {
  return kind === 'call' ? textOf(data['accessKeyId']) : null;
}
