import type { ApiCall } from '../cloudtrail/api-call.ts';
import { objectOf } from '../cloudtrail/json.ts';

/**
 * What AWS keeps for some time after it was deleted, and what is gone at once with what it held. What is in neither
 * list can be made anew only by whoever has its description: `null`, not known. Source: the API reference of each call.
 */
const RESTORABLE = new Set([
  'ScheduleKeyDeletion',
  'DisableKey',
  'StopLogging',
  'StopConfigurationRecorder',
  'StopInstances',
  'StopDBInstance',
  'DisableAlarmActions',
  'DisableRule',
  'DeleteAlarms',
  'DeleteTrail',
  'DeleteFlowLogs',
  'DeleteRule',
  'DeleteRoute',
  'DeleteDetector',
  'DeleteUserPolicy',
  'DeleteRolePolicy',
  'DeleteBucketPolicy',
  'DeleteBucketLifecycle',
  'DeleteParametersByPath',
  'DeleteRestApi',
]);
const GONE = new Set([
  'TerminateInstances',
  'DeleteVolume',
  'DeleteBucket',
  'DeleteLogGroup',
  'DeleteLogStream',
  'DeleteAccessKey',
  'DeleteCluster',
  'DeleteQueue',
  'DeleteStream',
  'DeleteRepository',
  'DeleteUserPool',
  'DeleteBackupVault',
  'DeleteRecoveryPoint',
  'DeleteDBSnapshot',
  'DeleteDBClusterSnapshot',
  'DeleteImportedKeyMaterial',
  'DeleteParameter',
  'DeleteParameters',
  'PurgeQueue',
]);

/** Whether what a successful deletion took away can be had again; null where the record does not tell. */
export function restorableAfter({ eventName, record }: ApiCall): boolean | null {
  const parameters = objectOf(record['requestParameters']);
  switch (plainName(eventName)) {
    case 'DeleteSecret':
      return parameters['forceDeleteWithoutRecovery'] !== true;
    case 'DeleteDBInstance':
    case 'DeleteDBCluster':
      return parameters['skipFinalSnapshot'] !== true;
    default:
      return restorableByName(eventName);
  }
}

/** The same where only the name is known. */
export function restorableByName(eventName: string): boolean | null {
  const name = plainName(eventName);
  return RESTORABLE.has(name) ? true : GONE.has(name) ? false : null;
}

/** Without the version that Lambda's events bear. */
function plainName(eventName: string): string {
  return eventName.replace(/\d{8}(?:v\d+)?$/, '');
}
