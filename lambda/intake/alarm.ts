import { accountId } from '../cloudtrail/account.ts';
import type { JsonObject } from '../cloudtrail/json.ts';
import { textOf } from '../cloudtrail/json.ts';
import { quoted } from './json-text.ts';
import type { Sender, Signal } from './signal.ts';

/** Whether it is the message CloudWatch publishes when an alarm changes. */
export function isAlarm(message: JsonObject): boolean {
  return textOf(message['AlarmName']) !== null && textOf(message['NewStateValue']) !== null;
}

/** The alarm's change. Its `AWSAccountId` must be the topic's account: anybody who may publish can write the message. */
export function readAlarm(alarm: JsonObject, sender: Sender): Signal {
  const name = textOf(alarm['AlarmName']) ?? '';
  if (alarm['AWSAccountId'] === undefined) {
    return { kind: 'unreadable', reason: `alarm ${quoted(name)} without an AWSAccountId` };
  }
  const account = accountId(alarm['AWSAccountId']);
  if (account !== sender.account) {
    const claimed = account ?? quoted(alarm['AWSAccountId']);
    const reason = `alarm ${quoted(name)} claims account ${claimed}; its topic belongs to ${sender.account}`;
    return { kind: 'forgery', claimed, call: null, sender, reason };
  }
  const region = textOf(alarm['AlarmArn'])?.split(':')[3];
  return {
    kind: 'alarm',
    name,
    account,
    region: region === undefined || region === '' ? sender.region : region,
    state: textOf(alarm['NewStateValue']) ?? '',
    alarm,
    sender,
  };
}
