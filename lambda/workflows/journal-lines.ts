import { recordKeyOf, resourceOf } from '../cases/case-call.ts';
import { cleanText } from '../cases/words/clean-text.ts';
import type { ApiCall } from '../cloudtrail/api-call.ts';
import { type JsonObject, objectOf } from '../cloudtrail/json.ts';
import type { DecidedCall } from '../decide/decision.ts';
import type { AddressNetwork } from '../facts/networks/address-network.ts';
import { toolOf } from '../facts/tool.ts';
import { issuedOf } from '../investigate/issued-of.ts';
import { JOURNAL_VERSION, type JournalEntry, type JournalKind } from '../journal/entry.ts';
import { cutText } from '../journal/fit-entry.ts';
import { maskSecrets } from '../journal/mask-secrets.ts';

/** Characters of a text from CloudTrail in the journal. */
const TEXT_KEPT = 500;
/** Characters of a call's request in the journal: most are shorter, and a policy that is not shows what it is. */
const REQUEST_KEPT = 4_000;

/**
 * The decision about a call, once per record.
 *
 * @param network what is known of where it came from; null: nothing
 */
export function callLine(
  decided: DecidedCall,
  caseId: string | null,
  network: AddressNetwork | null,
  at: number,
): JournalEntry {
  const { call, decision } = decided;
  const { disposition } = decision;
  const entry = line('call', recordKeyOf(decided), at, {
    severity: decision.severity,
    disposition: disposition.kind,
    because: disposition.kind === 'report' ? disposition.because : null,
    person: disposition.kind === 'ask' ? disposition.person.email : null,
    rules: decision.matches.map((match) => match.ruleId),
    reasons: decision.reasons,
    late: decision.late,
    ...callFacts(call),
    country: network?.country ?? null,
    asn: network?.asn ?? null,
    organisation: network?.organisation ?? null,
    request: requestOf(call),
  });
  return inCase({ ...entry, eventID: call.eventID }, caseId);
}

function requestOf({ record }: ApiCall): string | null {
  const request = objectOf(record.requestParameters);
  if (Object.keys(request).length === 0) return null;
  return cutText(JSON.stringify(maskSecrets(request)), REQUEST_KEPT);
}

function callFacts(call: ApiCall): JsonObject {
  const text = (value: string) => cleanText(value, TEXT_KEPT);
  return {
    eventTime: call.eventTime,
    account: text(call.account),
    region: text(call.region),
    eventSource: text(call.eventSource),
    eventName: text(call.eventName),
    principal: text(call.principal.label),
    principalArn: call.principal.arn === null ? null : text(call.principal.arn),
    principalKind: call.principal.kind,
    accessKeyId: call.principal.accessKeyId === null ? null : text(call.principal.accessKeyId),
    address: text(call.source.address),
    userAgent: text(call.userAgent),
    tool: toolOf(call.userAgent),
    error: call.error === null ? null : text(call.error.code),
    resource: resourceOf(call.record),
    ...(call.sharedEventID !== null && { sharedEventID: text(call.sharedEventID) }),
    ...issuedKey(call),
  };
}

/** The access key that the call brought into being: its id, which is no secret, and whose it is. */
function issuedKey(call: ApiCall): JsonObject {
  const issued = call.error === null ? issuedOf(call) : null;
  if (issued === null) return {};
  return { issuedKey: cleanText(issued.key, TEXT_KEPT), issuedTo: cleanText(issued.holder, TEXT_KEPT) };
}

/** A message that claims an account which is not its sender's. */
export function forgeryLine(
  messageId: string,
  claimed: string,
  topicArn: string,
  caseId: string | null,
  at: number,
): JournalEntry {
  const entry = line('call', `forged/${messageId}`, at, {
    severity: 'alert',
    disposition: 'page',
    because: 'forgery',
    rules: [],
    reasons: [`claims account ${cleanText(claimed, 40)}, but came through ${cleanText(topicArn, 200)}`],
    late: false,
    account: cleanText(claimed, 40),
  });
  return inCase(entry, caseId);
}

/** A call that was decided before, in another message. */
export function duplicateLine(decided: DecidedCall, messageId: string, at: number): JournalEntry {
  const key = recordKeyOf(decided);
  return { ...line('duplicate', `${key}/${messageId}`, at, { key }), eventID: decided.call.eventID };
}

export function quarantineLine(id: string, reason: string, at: number): JournalEntry {
  return line('quarantine', id, at, { reason });
}

export function subscriptionLine(messageId: string, topicArn: string, at: number): JournalEntry {
  return line('subscription', messageId, at, { topicArn: topicArn.slice(0, 300) });
}

export function alarmLine(messageId: string, data: JsonObject, at: number): JournalEntry {
  return line('alarm', messageId, at, data);
}

/** @param figures of one drain that had something to do */
export function drainLine(figures: JsonObject, at: number): JournalEntry {
  return line('drain', String(at), at, figures);
}

function line(kind: JournalKind, id: string, at: number, data: JsonObject): JournalEntry {
  return { v: JOURNAL_VERSION, id: `${kind}/${id}`, at, kind, data };
}

function inCase(entry: JournalEntry, caseId: string | null): JournalEntry {
  return caseId === null ? entry : { ...entry, caseId };
}
