import type { JournalKind } from './entry.ts';

/** How a field is searched; the names are those of Elasticsearch and OpenSearch. */
export type FieldType = 'keyword' | 'text' | 'date' | 'long' | 'boolean' | 'ip';

/** A field of an entry's `data`. Those of ECS are named as "Elastic Common Schema" 8.17 names them. */
export interface JournalField {
  readonly name: string;
  /** Where a search document has it; several when two fields of ECS want it. */
  readonly paths: readonly string[];
  readonly type: FieldType;
  readonly meaning: string;
}

const keyword = field('keyword');
const long = field('long');

function field(type: FieldType) {
  return (name: string, path: string | readonly string[], meaning: string): JournalField => ({
    name,
    paths: typeof path === 'string' ? [path] : path,
    type,
    meaning,
  });
}

const SEVERITY = keyword('severity', 'countersign.severity', 'of the decision: `log`, `notify` or `alert`');
const REASONS = keyword('reasons', 'event.reason', 'why, most important first');
const ACCOUNT = keyword('account', 'cloud.account.id', 'account that received the call');
const REGION = keyword('region', 'cloud.region', 'region of the call');
const LATE = field('boolean')('late', 'countersign.late', 'asked or answered later than it should have been');

/** What each kind of entry holds. The mapping of the archive, its documents and docs/journal.md are made from this. */
export const JOURNAL_FIELDS: Readonly<Record<JournalKind, readonly JournalField[]>> = {
  call: [
    SEVERITY,
    keyword('disposition', 'countersign.disposition', 'what became of it: `log`, `ask`, `report` or `page`'),
    keyword(
      'because',
      'countersign.because',
      'of a report: `nobody-to-ask` or `too-late`; of an alert `severity` or `forgery`',
    ),
    keyword('rules', 'rule.id', 'rules that matched'),
    REASONS,
    LATE,
    field('date')('eventTime', 'event.start', 'when the call was made; milliseconds since 1970'),
    ACCOUNT,
    REGION,
    keyword('eventSource', 'event.provider', 'the service, as CloudTrail names it'),
    keyword('eventName', 'event.action', 'the call'),
    keyword('principal', 'user.name', 'who made it, in a line'),
    keyword('principalArn', 'countersign.principal.arn', 'ARN of the identity'),
    keyword('principalKind', 'countersign.principal.kind', 'such as `root`, `iam-user`, `sso`'),
    keyword('person', 'user.email', 'who was asked'),
    keyword('accessKeyId', 'countersign.access_key_id', 'key it was signed with; not a secret'),
    keyword('address', 'source.address', 'where it came from, as CloudTrail writes it'),
    keyword('country', 'source.geo.country_iso_code', 'country of the address'),
    long('asn', 'source.as.number', 'autonomous system of the address'),
    keyword('organisation', 'source.as.organization.name', 'who runs that autonomous system'),
    keyword('userAgent', 'user_agent.original', 'program, as the caller names it'),
    keyword('tool', 'user_agent.name', 'kind of program, such as `terraform`'),
    keyword('error', 'error.code', 'why AWS refused the call; null when it did not'),
    keyword('resource', 'countersign.resource', 'what it was done to, as far as the request says'),
    keyword(
      'sharedEventID',
      'countersign.shared_event_id',
      'the same in every account that recorded the call',
    ),
    keyword('issuedKey', 'countersign.issued.access_key_id', 'access key that the call brought into being'),
    keyword('issuedTo', 'countersign.issued.holder', 'whose key that is'),
    field('text')('request', 'countersign.request', 'request parameters as JSON, secrets masked, cut'),
  ],
  duplicate: [keyword('key', 'countersign.duplicate_of', 'the call as the ledger knows it')],
  transition: [
    keyword('event', ['event.action', 'countersign.case.event'], 'what happened to the case'),
    keyword('state', 'countersign.case.state', 'of a question, after the event'),
    SEVERITY,
    keyword('because', 'countersign.because', 'why nobody was asked, of an alert'),
    keyword('person', 'user.email', 'who is asked'),
    long('afterMs', 'countersign.case.after_ms', 'milliseconds since the case was opened'),
    keyword('calls', 'countersign.case.calls', 'ids of the calls that joined'),
    keyword('covered', 'countersign.case.covered', 'ids of the calls that its quiet period covers'),
    keyword('cause', 'countersign.case.cause', 'why it was escalated'),
    keyword('detail', 'event.reason', 'what stands behind the cause, such as what a vendor said'),
    keyword('answer', 'countersign.case.answer', '`yes`, `no` or `wrong-person`'),
    keyword('user', 'countersign.case.slack_user', 'Slack id of whoever answered'),
    long('revision', 'countersign.case.revision', 'version of the message that was posted or answered'),
    keyword('txid', 'countersign.case.push', 'id of the push'),
    long('attempt', 'countersign.attempt', 'which attempt it was, from 1'),
    LATE,
    keyword('incident', 'countersign.case.incident', 'the case whose incident this one became part of'),
    keyword('account', 'countersign.case.also_in', 'another account that recorded a call of the case'),
    keyword('who', 'countersign.case.ended_by', 'who ended the incident'),
    keyword('why', 'countersign.case.end_reason', 'why, as an operator gave it'),
  ],
  delivery: [
    keyword('effect', ['event.action', 'countersign.delivery.effect'], 'what was to be delivered'),
    long('attempt', 'countersign.attempt', 'which attempt it was, from 1'),
    keyword('result', 'countersign.delivery.result', '`done`, or `again`: to be tried again'),
    keyword('note', 'event.reason', 'how it ended, in a few words'),
    long('afterMs', 'countersign.case.after_ms', 'milliseconds since the case was opened'),
  ],
  quarantine: [keyword('reason', 'event.reason', 'why the message could not be read or believed')],
  subscription: [keyword('topicArn', 'countersign.topic', 'topic whose subscription was confirmed')],
  alarm: [
    keyword('name', ['event.action', 'countersign.alarm.name'], 'name of the alarm'),
    keyword('state', 'countersign.alarm.state', 'state it went to'),
    ACCOUNT,
    REGION,
    SEVERITY,
    REASONS,
  ],
  drain: [
    long('messages', 'countersign.drain.messages', 'messages received'),
    long('logged', 'countersign.drain.logged', 'calls decided `log`'),
    long('notified', 'countersign.drain.notified', 'calls decided `notify`'),
    long('alerted', 'countersign.drain.alerted', 'calls decided `alert`'),
    long('duplicate', 'countersign.drain.duplicate', 'calls decided before'),
    long('quarantined', 'countersign.drain.quarantined', 'messages set aside'),
    keyword('errors', 'error.message', 'what failed; what it is about stays in the queue'),
    long('tookMs', 'countersign.drain.took_ms', 'milliseconds from its start to its last case'),
  ],
  investigation: [
    field('text')(
      'keys',
      'countersign.investigation',
      'each key of the incident with what it was found to do',
    ),
  ],
  'alarm-records': [
    keyword('alarm', 'countersign.alarm.name', 'name of the alarm'),
    long('found', 'countersign.alarm.records', 'records found in the log of the trail'),
    field('boolean')('more', 'countersign.alarm.more', 'whether there may be others'),
    keyword('problem', 'error.message', 'why they could not be read'),
    field('text')(
      'records',
      'countersign.alarm.calls',
      'each record: what, who, where, when, and its eventID',
    ),
  ],
  // Written by nothing yet.
  containment: [],
};
