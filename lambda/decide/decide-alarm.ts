import { type CisControl, cisControlOf } from '../config/cis-controls.ts';
import type { AlarmSeverity, CisMonitoring } from '../config/config.ts';

/** What becomes of an alarm: `notify` is a page of severity warning, since an alarm has nobody to ask. */
export interface AlarmDecision {
  readonly severity: AlarmSeverity;
  readonly reason: string;
}

/** Alarms of member accounts about Countersign itself: calls of theirs may be unseen. */
const MEMBER_ALARM = /^countersign-member-/;

/**
 * Controls that no rule on calls covers; all others find what a rule has already judged. The exact filter of
 * unauthorised calls is for the auditor: nobody can live with it.
 */
const NOT_COVERED_BY_RULES: readonly CisControl[] = ['CloudWatch.2-tuned', 'CloudWatch.6'];

/** @param state `ALARM`, `OK` or `INSUFFICIENT_DATA` as CloudWatch writes it */
export function decideAlarm(name: string, state: string, { severities }: CisMonitoring): AlarmDecision {
  if (state !== 'ALARM') return { severity: 'log', reason: 'the alarm is not on' };
  const control = cisControlOf(name);
  if (control !== null) {
    const configured = severities[control];
    if (configured !== undefined) return { severity: configured, reason: 'as cis.severities says' };
    return NOT_COVERED_BY_RULES.includes(control)
      ? { severity: 'notify', reason: 'no rule on calls covers this control' }
      : { severity: 'log', reason: 'rules on calls cover this control' };
  }
  return MEMBER_ALARM.test(name)
    ? { severity: 'alert', reason: 'calls of this account may be unseen' }
    : { severity: 'log', reason: 'not an alarm of ours' };
}
