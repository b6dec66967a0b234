import { counted } from './words/times.ts';

/** What was found in the trail's log behind an alarm. */
export interface AlarmRecords {
  /** The ledger key of the alarm. */
  readonly alarm: string;
  /** Its name. */
  readonly name: string;
  readonly found: number;
  /** Whether there may be others. */
  readonly more: boolean;
  /** Why nothing could be read; null: it could. */
  readonly problem: string | null;
}

/** One sentence for people. */
export function recordsInWords({ name, found, more, problem }: AlarmRecords): string {
  if (problem !== null) return `the records behind ${name} could not be read: ${problem}`;
  if (found === 0) return `no record behind ${name} was found in the log of the trail`;
  return `${counted(found, 'record')}${more ? ', and there are more,' : ''} behind ${name} in the log of the trail`;
}
