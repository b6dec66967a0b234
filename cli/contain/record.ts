import { appendFile } from 'node:fs/promises';
import { createDynamoJournal } from '../../lambda/adapters/dynamodb/journal.ts';
import type { Step } from '../../lambda/investigate/containment.ts';
import { shellText } from '../../lambda/investigate/shell-word.ts';
import { JOURNAL_VERSION, type JournalEntry } from '../../lambda/journal/entry.ts';
import { openTables } from '../deployment/stored-tables.ts';

/** Writes down what is about to be done, or was done. Throws when it cannot: then nothing is done. */
export type Recorder = (entry: JournalEntry) => Promise<void>;

export type StepResult = 'begun' | 'done' | 'failed';

/** Where there is no deployment: a line of JSON for each step, in the folder the command is run in. */
export const RECORD_FILE = 'countersign-containment.jsonl';

/** The journal of the deployment that a configuration names; without one a file. */
export function recordIn(config: string | null): Recorder {
  if (config === null) return (entry) => appendFile(RECORD_FILE, `${JSON.stringify(entry)}\n`);
  return async (entry) => {
    const tables = await openTables({ config, data: null });
    await createDynamoJournal(await tables.table('journal'), { keptMs: KEPT_MS }).append([entry]);
    await tables.close();
  };
}

/** As the entries of the functions: 400 days. */
const KEPT_MS = 400 * 86_400_000;

/** What was, or is about to be, run against a key, and by whom. No output of the command: it may hold a secret. */
export function containmentEntry(
  key: string,
  { text, command }: Step,
  { by, at, result }: { readonly by: string; readonly at: number; readonly result: StepResult },
): JournalEntry {
  const data = { key, by, text, command: shellText(command), result };
  return {
    v: JOURNAL_VERSION,
    id: `containment/${key}/${at}/${text}/${result}`,
    at,
    kind: 'containment',
    data,
  };
}
