import type { CaseCall } from './case.ts';

const ALARM_KEY = 'alarm/';

/** What the call ledger knows an alarm by: the id of its message. */
export function alarmKeyOf(messageId: string): string {
  return `${ALARM_KEY}${messageId}`;
}

/** Whether it is an alarm in the form of a call, rather than a call somebody made. */
export function isAlarmCall({ ledgerKey }: CaseCall): boolean {
  return ledgerKey.startsWith(ALARM_KEY);
}
