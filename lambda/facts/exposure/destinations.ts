import type { JsonValue } from '../../cloudtrail/json.ts';
import { isArray, isObject } from '../../cloudtrail/json.ts';
import { namesForeign } from '../policy/audience.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';
import { policyIn } from './resource-policy.ts';

/** Deeper than any service nests its parameters. */
const DEEPEST = 12;

/** A call that sends data, logs or events somewhere: do these parameters name an account that is not ours? */
function destination(...lowerCaseNames: readonly string[]): Analyser {
  const names = new Set(lowerCaseNames);
  return ({ parameters, ours }) =>
    accountsNamed(parameters, names, false, 0).some((text) => namesForeign(text, ours))
      ? ['foreign-account']
      : [];
}

/** Texts and numbers under the names: what was XML arrives with accounts as numbers, without their leading zeros. */
function accountsNamed(
  value: JsonValue | undefined,
  names: ReadonlySet<string>,
  named: boolean,
  depth: number,
): readonly string[] {
  if (depth > DEEPEST) return [];
  if (isArray(value)) return value.flatMap((one) => accountsNamed(one, names, named, depth + 1));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, one]) =>
      accountsNamed(one, names, names.has(name.toLowerCase()), depth + 1),
    );
  }
  if (!named) return [];
  if (typeof value === 'number') return [String(value).padStart(12, '0')];
  return typeof value === 'string' ? [value] : [];
}

/** Where the data of a service goes, by the parameter that says it; and policies that let others take it. */
export const DESTINATIONS: AnalyserTable = {
  's3.amazonaws.com': {
    PutBucketReplication: destination('account'),
    PutBucketEncryption: destination('kmsmasterkeyid'),
  },
  'logs.amazonaws.com': {
    PutSubscriptionFilter: destination('destinationarn'),
    PutDestination: destination('targetarn'),
    PutDestinationPolicy: policyIn('accesspolicy', 'public-resource'),
    PutDeliveryDestinationPolicy: policyIn('deliverydestinationpolicy', 'public-resource'),
  },
  'oam.amazonaws.com': {
    CreateLink: destination('sinkidentifier'),
    PutSinkPolicy: policyIn('policy', 'public-resource'),
  },
  'events.amazonaws.com': { PutTargets: destination('arn') },
  'sns.amazonaws.com': { Subscribe: destination('endpoint') },
  'backup.amazonaws.com': { StartCopyJob: destination('destinationbackupvaultarn') },
  'ecr.amazonaws.com': { PutReplicationConfiguration: destination('registryid') },
  'ec2.amazonaws.com': {
    CreateVpcPeeringConnection: destination('peerownerid'),
    CreateTransitGatewayPeeringAttachment: destination('peeraccountid'),
  },
  'redshift.amazonaws.com': {
    AuthorizeDataShare: destination('consumeridentifier'),
    AuthorizeEndpointAccess: destination('account'),
  },
  'dynamodb.amazonaws.com': { PutResourcePolicy: policyIn('policy', 'public-resource') },
  'kinesis.amazonaws.com': { PutResourcePolicy: policyIn('policy', 'public-resource') },
};
