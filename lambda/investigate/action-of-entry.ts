import type { CallSource } from '../cloudtrail/api-call.ts';
import { textOf } from '../cloudtrail/json.ts';
import { sourceOf } from '../cloudtrail/source.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import { toolOf } from '../facts/tool.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Action, Issued } from './action.ts';
import { addressKindOf } from './action-of-call.ts';
import { restorableByName } from './restorable.ts';
import { verbOf } from './verb-of.ts';

/**
 * What the journal kept of a call, which is less than its record: neither the kind of the resource nor parameters. Null
 * for an entry that is no call.
 */
export function actionOfEntry(entry: JournalEntry, networks: NetworkLookup): Action | null {
  const { kind, id, eventID, data } = entry;
  const event = textOf(data['eventName']);
  if (kind !== 'call' || event === null) return null;
  const { eventTime } = data;
  const source: CallSource = sourceOf({ sourceIPAddress: textOf(data['address']) ?? '' });
  const principal = textOf(data['principalArn']);
  const method = textOf(data['eventSource']) ?? '';
  const error = textOf(data['error']);
  const verb = verbOf(event, null);
  return {
    id: textOf(data['sharedEventID']) ?? eventID ?? id,
    at: typeof eventTime === 'number' ? eventTime : null,
    key: textOf(data['accessKeyId']),
    actor: principal ?? textOf(data['principal']) ?? 'unknown',
    principal,
    account: textOf(data['account']) ?? 'unknown',
    verb,
    event,
    method,
    path: event,
    resourceType: null,
    resource: textOf(data['resource']),
    region: textOf(data['region']) ?? 'unknown',
    tool: toolOf(textOf(data['userAgent']) ?? ''),
    address: source.address,
    addressKind: addressKindOf(source),
    city: null,
    network: source.kind === 'ip' ? networks(source.address) : null,
    error,
    issued: error === null ? issuedIn(data) : null,
    restorable: verb === 'deleted' ? restorableByName(event) : null,
  };
}

function issuedIn(data: JournalEntry['data']): Issued | null {
  const key = textOf(data['issuedKey']);
  return key === null ? null : { key, holder: textOf(data['issuedTo']) ?? 'unknown' };
}
