/**
 * Controls of the CIS AWS Foundations Benchmark that a metric filter and an alarm monitor, by Security Hub's names;
 * Security Hub has none for changes of the organisation (4.15) nor for our tuned variant of CloudWatch.2.
 */
export const CIS_CONTROLS = [
  'CloudWatch.1',
  'CloudWatch.2',
  'CloudWatch.2-tuned',
  'CloudWatch.3',
  'CloudWatch.4',
  'CloudWatch.5',
  'CloudWatch.6',
  'CloudWatch.7',
  'CloudWatch.8',
  'CloudWatch.9',
  'CloudWatch.10',
  'CloudWatch.11',
  'CloudWatch.12',
  'CloudWatch.13',
  'CloudWatch.14',
  'Organizations',
] as const;
export type CisControl = (typeof CIS_CONTROLS)[number];

const ALARM_PREFIX = 'countersign-cis-';

/** The name of a control's alarm: the deployment gives it, and a message about the alarm is known by it. */
export function cisAlarmName(control: CisControl): string {
  return `${ALARM_PREFIX}${control}`;
}

/** The control whose alarm has this name; null for every other alarm. */
export function cisControlOf(alarmName: string): CisControl | null {
  return CIS_CONTROLS.find((control) => cisAlarmName(control) === alarmName) ?? null;
}
