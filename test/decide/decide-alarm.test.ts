import { decideAlarm } from '../../lambda/decide/decide-alarm.ts';

const CIS = {
  unauthorizedCalls: 'both',
  severities: { 'CloudWatch.1': 'alert', 'CloudWatch.6': 'log' },
} as const;

describe('decideAlarm', () => {
  test.each([
    ['countersign-cis-CloudWatch.4', 'ALARM', 'log', 'a control that rules on calls cover'],
    ['countersign-cis-CloudWatch.2', 'ALARM', 'log', 'what is there for the auditor'],
    ['countersign-cis-CloudWatch.2-tuned', 'ALARM', 'notify', 'a control that no rule covers'],
    ['countersign-cis-CloudWatch.1', 'ALARM', 'alert', 'a control whose severity is configured'],
    ['countersign-cis-CloudWatch.6', 'ALARM', 'log', 'a control that is configured down'],
    ['countersign-member-lost-events', 'ALARM', 'alert', 'calls that are not delivered'],
    ['countersign-member-lost-events', 'OK', 'log', 'an alarm that is over'],
    ['website-slow', 'ALARM', 'log', "somebody else's alarm"],
  ])('%s in state %s is %s: %s', (name, state, severity) => {
    expect(decideAlarm(name, state, CIS).severity).toBe(severity);
  });
});
