import type { Verb } from './action.ts';

const DELETING =
  /^(?:Delete|BatchDelete|Terminate|Purge|Deregister|Destroy|Remove|ScheduleKeyDeletion|Stop|Disable|Revoke|Release|Detach|Disassociate|Deactivate|Cancel|Close|Leave)/;
/** Names that begin so and destroy nothing. */
const HARMLESS =
  /^(?:Detach|Disassociate|Release|Revoke|Remove|Cancel|Stop(?!Logging|ConfigurationRecorder|Instances|DB|MonitoringMembers|Task|Monitoring)|Deactivate(?!MFA))/;
const CREATING = /^(?:Create|Run|Register|Allocate|Import|Restore|Copy|Launch|Generate)/;
const READING =
  /^(?:Get|List|Describe|Head|Lookup|Search|Query|Scan|BatchGet|Select|View|Check|Validate|Simulate|Preview|Download|Estimate)/;

/**
 * What an API call does, by its name; CloudTrail's `readOnly` where it says. Deletion is what takes something away that
 * was worth having, or stops something that watches: undone links between two things are changes.
 */
export function verbOf(eventName: string, readOnly: boolean | null): Verb {
  if (readOnly === true || (readOnly === null && READING.test(eventName))) return 'read';
  if (DELETING.test(eventName) && !HARMLESS.test(eventName)) return 'deleted';
  return CREATING.test(eventName) ? 'created' : 'changed';
}
