import type { Action } from './action.ts';
import type { Step } from './containment.ts';

/** How what was deleted is had again, where one command does it. */
export function restorationOf(action: Action): Step | null {
  if (action.restorable === false || action.resource === null) return null;
  const { event, resource, region } = action;
  const inRegion = ['--region', region];
  switch (event) {
    case 'DeleteSecret':
      return {
        text: `Restore the secret ${resource}`,
        command: ['aws', 'secretsmanager', 'restore-secret', '--secret-id', resource, ...inRegion],
      };
    case 'StopLogging':
      return {
        text: `Start the trail ${resource} again`,
        command: ['aws', 'cloudtrail', 'start-logging', '--name', resource, ...inRegion],
      };
    case 'ScheduleKeyDeletion':
      return {
        text: `Cancel the deletion of the key ${resource}`,
        command: ['aws', 'kms', 'cancel-key-deletion', '--key-id', resource, ...inRegion],
      };
    case 'DisableKey':
      return {
        text: `Enable the key ${resource} again`,
        command: ['aws', 'kms', 'enable-key', '--key-id', resource, ...inRegion],
      };
    case 'StopConfigurationRecorder':
      return {
        text: 'Start the configuration recorder again',
        command: [
          'aws',
          'configservice',
          'start-configuration-recorder',
          '--configuration-recorder-name',
          resource,
          ...inRegion,
        ],
      };
    case 'DisableRule':
      return {
        text: `Enable the rule ${resource} again`,
        command: ['aws', 'events', 'enable-rule', '--name', resource, ...inRegion],
      };
    case 'DeleteObject':
    case 'DeleteObjects':
      return {
        text: 'Where the bucket keeps versions, remove the delete markers; this lists them',
        command: ['aws', 's3api', 'list-object-versions', '--bucket', bucketOf(resource)],
      };
    default:
      return null;
  }
}

function bucketOf(resource: string): string {
  return resource.replace(/^arn:aws[a-z-]*:s3:::/, '').split('/')[0] ?? resource;
}
