import { accountId } from '../cloudtrail/account.ts';
import type { JsonObject } from '../cloudtrail/json.ts';
import { textOf } from '../cloudtrail/json.ts';
import { parseCall } from '../cloudtrail/parse-call.ts';
import { quoted } from './json-text.ts';
import type { Sender, Signal } from './signal.ts';

/** A CloudTrail record that came without an event around it. */
export function readRecord(record: JsonObject, sender: Sender): Signal {
  if (textOf(record['eventSource']) === 'aws:s3') {
    return {
      kind: 'unreadable',
      reason: 'an S3 notification: only CloudTrail records and events are read here',
    };
  }
  return textOf(record['eventName']) === null || textOf(record['eventSource']) === null
    ? { kind: 'unreadable', reason: 'neither an EventBridge event, nor an alarm, nor a CloudTrail record' }
    : readCall(record, 'CloudTrail record', sender);
}

/**
 * The call of a record, whose `recipientAccountId` must be the topic's account. Where a record has none (old versions),
 * the topic's account is filled in, so that no other field decides whose call it is. `userIdentity.accountId` may differ:
 * that is a caller from another account.
 */
export function readCall(record: JsonObject, detailType: string, sender: Sender): Signal {
  const written = record['recipientAccountId'];
  if (written === undefined || written === null) {
    const call = parseCall({ ...record, recipientAccountId: sender.account });
    return { kind: 'call', call, detailType, sender };
  }
  const call = parseCall(record);
  const recipient = accountId(written);
  if (recipient === sender.account) {
    return { kind: 'call', call, detailType, sender };
  }
  const claimed = recipient ?? quoted(written);
  const reason = `record claims to be of account ${claimed}; its topic belongs to ${sender.account}`;
  return { kind: 'forgery', claimed, call, sender, reason };
}
