import { type JsonObject, listOf, objectOf, textOf } from '../cloudtrail/json.ts';
import type { DecidedCall } from '../decide/decision.ts';
import type { AddressNetwork } from '../facts/networks/address-network.ts';
import { traitsOf } from './call-traits.ts';
import type { CaseCall } from './case.ts';
import { cleanText } from './words/clean-text.ts';

/** Characters a case keeps of a text: what fits a line of a message. */
const TEXT_KEPT = 160;

/** A correlation says in six what it saw. */
const REASONS_KEPT = 7;

/** What the call ledger knows one record by, as decided in one feed. */
export function recordKeyOf({ call, feed }: Pick<DecidedCall, 'call' | 'feed'>): string {
  return `${feed === undefined ? '' : `${feed}/`}${call.account}/${call.originalEventID ?? call.eventID}`;
}

/**
 * The same for both copies of a call that two accounts recorded: it is asked about once and paged about once. A question
 * about one copy does not stand for a page about the other, which may show more.
 */
export function caseKeyOf({ call, decision, ...rest }: DecidedCall): string {
  if (call.sharedEventID === null || rest.feed !== undefined) return recordKeyOf({ call, ...rest });
  return `${decision.disposition.kind === 'page' ? 'shared-page' : 'shared'}/${call.sharedEventID}`;
}

/**
 * What a case keeps of a decided call.
 *
 * @param network what is known of where it came from; null: nothing
 */
export function caseCallOf(decided: DecidedCall, network: AddressNetwork | null = null): CaseCall {
  const { call, decision } = decided;
  const text = (value: string) => cleanText(value, TEXT_KEPT);
  return {
    eventID: call.eventID,
    ledgerKey: caseKeyOf(decided),
    eventTime: call.eventTime,
    account: text(call.account),
    region: text(call.region),
    eventSource: text(call.eventSource),
    eventName: text(call.eventName),
    principal: text(call.principal.label),
    accessKeyId: call.principal.accessKeyId === null ? null : text(call.principal.accessKeyId),
    address: text(call.source.address),
    userAgent: text(call.userAgent),
    errorCode: call.error === null ? null : text(call.error.code),
    resource: resourceOf(call.record),
    ruleIds: decision.matches.slice(0, 5).map((match) => match.ruleId),
    titles: decision.matches.slice(0, 5).map((match) => text(match.title)),
    reasons: decision.reasons.slice(0, REASONS_KEPT).map(text),
    late: decision.late,
    shownFrom: null,
    traits: traitsOf(decided, network),
  };
}

/** Request parameters that name what a call is about, most telling first. */
const NAMING_PARAMETERS = [
  'userName',
  'roleName',
  'groupName',
  'policyArn',
  'bucketName',
  'groupId',
  'functionName',
  'keyId',
  'secretId',
  'instanceId',
  'snapshotId',
  'imageId',
  'name',
  'trailName',
  'dBInstanceIdentifier',
  'roleArn',
];

/** What a call was done to, as far as its request says; null when it does not. */
export function resourceOf(record: JsonObject): string | null {
  const request = objectOf(record.requestParameters);
  for (const name of NAMING_PARAMETERS) {
    const value = textOf(request[name]);
    if (value !== null) return cleanText(value, TEXT_KEPT);
  }
  for (const resource of listOf(record.resources)) {
    const arn = textOf(objectOf(resource).ARN) ?? textOf(objectOf(resource).arn);
    if (arn !== null) return cleanText(arn, TEXT_KEPT);
  }
  return null;
}
