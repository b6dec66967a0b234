import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import type { AddressNetwork, NetworkLookup } from '../../lambda/facts/networks/address-network.ts';
import type { Action } from '../../lambda/investigate/action.ts';
import { actionOfCall } from '../../lambda/investigate/action-of-call.ts';
import { type Report, reportOf } from '../../lambda/investigate/report.ts';

export const KEY = 'AKIAEXAMPLE000000001';
export const USER = 'arn:aws:iam::111122223333:user/ana';

const HOME = { country: 'DE', asn: 64496, organisation: 'Example Access', hosting: false, vpn: false };
const SERVERS = { country: 'BR', asn: 64497, organisation: 'Example Hosting', hosting: true, vpn: false };
const TUNNEL = { country: 'DE', asn: 64498, organisation: 'Example VPN', hosting: true, vpn: true };

/** 192.0.2.x is at home, 198.51.100.x servers abroad, 203.0.113.x a VPN. */
export const networks: NetworkLookup = (address): AddressNetwork | null => {
  if (address.startsWith('192.0.2.')) return HOME;
  if (address.startsWith('198.51.100.')) return SERVERS;
  return address.startsWith('203.0.113.') ? TUNNEL : null;
};

let made = 0;

/** A record of the key, from home on a Monday morning unless `more` says otherwise. */
export function record(more: JsonObject = {}): JsonObject {
  made++;
  return {
    eventVersion: '1.08',
    eventID: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    eventTime: '2026-03-02T09:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    readOnly: true,
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0',
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'IAMUser',
      arn: USER,
      accountId: '111122223333',
      userName: 'ana',
      accessKeyId: KEY,
    },
    ...more,
  };
}

/** A change by the key. */
export function change(eventSource: string, eventName: string, more: JsonObject = {}): JsonObject {
  return record({ eventSource: `${eventSource}.amazonaws.com`, eventName, readOnly: false, ...more });
}

export function action(more: JsonObject = {}): Action {
  return actionOfCall(parseCall(record(more)), networks);
}

/** The report on the key from records that all are its own. */
export function report(records: readonly JsonObject[]): Report {
  const actions = records.map((each) => actionOfCall(parseCall(each), networks));
  const subject = { kind: 'access-key', key: KEY } as const;
  return reportOf(subject, { actions, birth: null, followed: new Map() }, Date.UTC(2026, 2, 9));
}
