import type { Action } from './action.ts';

/** Calls of AWS that blind whoever watches, with what they blind. Source: the API reference of each service. */
const WATCHERS: ReadonlyMap<string, string> = new Map([
  ['StopLogging', 'a trail'],
  ['DeleteTrail', 'a trail'],
  ['PutEventSelectors', 'what a trail records'],
  ['DeleteEventDataStore', 'an event data store'],
  ['DeleteFlowLogs', 'flow logs'],
  ['DeleteLogGroup', 'a log group'],
  ['DeleteLogStream', 'a log stream'],
  ['DeleteSubscriptionFilter', 'a log subscription'],
  ['DeleteMetricFilter', 'a metric filter'],
  ['DeleteAlarms', 'an alarm'],
  ['DisableAlarmActions', 'an alarm'],
  ['DeleteDashboards', 'a dashboard'],
  ['DeleteDetector', 'GuardDuty'],
  ['StopMonitoringMembers', 'GuardDuty'],
  ['DisassociateFromMasterAccount', 'GuardDuty'],
  ['DisassociateFromAdministratorAccount', 'GuardDuty'],
  ['DeleteConfigurationRecorder', 'AWS Config'],
  ['StopConfigurationRecorder', 'AWS Config'],
  ['DeleteDeliveryChannel', 'AWS Config'],
  ['DisableSecurityHub', 'Security Hub'],
  ['DisableMacie', 'Macie'],
  ['DeleteAnalyzer', 'the access analyser'],
  ['DeleteRule', 'an EventBridge rule'],
  ['DisableRule', 'an EventBridge rule'],
  ['DeleteBucketLogging', 'access logs'],
  ['DeleteWebACL', 'a web firewall'],
]);

/** What Datadog calls the things that watch, as `asset.type`. */
const WATCHING_ASSETS =
  /^(?:monitor|dashboard|log_pipeline|pipeline|logs?_index|index|logs?_archive|archive|downtime|security_rule|detection_rule|slo|synthetics_test|notification_rule|audit_logs?)/i;

/** What an action blinded; null for one that blinds nobody. */
export function watcherOf(action: Action): string | null {
  const known = WATCHERS.get(action.event);
  if (known !== undefined) return known;
  const type = action.resourceType ?? '';
  return action.verb === 'deleted' && WATCHING_ASSETS.test(type) ? type.replaceAll('_', ' ') : null;
}
