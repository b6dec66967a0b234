import { FACT_NAMES } from '../facts/facts.ts';
import type { Fault } from './problem.ts';
import { didYouMean } from './suggest.ts';

/**
 * The top of a CloudTrail record, and of a finding read as one (`detail`, `detailType`).
 * Source: "CloudTrail record contents", AWS CloudTrail User Guide.
 */
const RECORD_FIELDS: readonly string[] = [
  'additionalEventData',
  'addendum',
  'apiVersion',
  'awsRegion',
  'detail',
  'detailType',
  'edgeDeviceDetails',
  'errorCode',
  'errorMessage',
  'eventCategory',
  'eventContext',
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'eventType',
  'eventVersion',
  'insightDetails',
  'managementEvent',
  'readOnly',
  'recipientAccountId',
  'requestID',
  'requestParameters',
  'resources',
  'responseElements',
  'serviceEventDetails',
  'sessionCredentialFromConsole',
  'sharedEventID',
  'sourceIPAddress',
  'tlsDetails',
  'userAgent',
  'userIdentity',
  'vpcEndpointAccountId',
  'vpcEndpointId',
];

/** What is wrong with the name of a field: an unknown fact, which is never there, or a field that no record has. */
export function fieldNameFault(field: string): Pick<Fault, 'severity' | 'message'> | null {
  if (field === 'fact' || field.startsWith('fact.')) {
    if (FACT_NAMES.includes(field)) return null;
    return { severity: 'error', message: `unknown fact "${field}"${didYouMean(field, FACT_NAMES)}` };
  }
  const [top = ''] = field.split('.');
  if (RECORD_FIELDS.includes(top)) return null;
  return {
    severity: 'warning',
    message: `no CloudTrail record has a field "${top}"${didYouMean(top, RECORD_FIELDS)}`,
  };
}
