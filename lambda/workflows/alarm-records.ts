import { isAlarmCall } from '../cases/alarm-call.ts';
import type { AlarmRecords } from '../cases/alarm-records.ts';
import { alertTransition } from '../cases/alert.ts';
import type { Case, CaseCall } from '../cases/case.ts';
import { caseCallOf } from '../cases/case-call.ts';
import { isObject, parseJson } from '../cloudtrail/json.ts';
import { parseCall } from '../cloudtrail/parse-call.ts';
import { cisControlOf } from '../config/cis-controls.ts';
import { CIS_FILTERS } from '../config/cis-filters.ts';
import type { TrailLog } from '../config/config.ts';
import { JOURNAL_VERSION, type JournalEntry } from '../journal/entry.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { TrailLogs } from '../ports/trail-logs.ts';
import { failureInWords } from './after-failure.ts';
import { changeCase } from './write-case.ts';

export interface AlarmRecordsPorts {
  readonly cases: CaseStore;
  readonly journal: Journal;
  readonly clock: Clock;
  /** The log of an account's trail; null where none is configured. */
  readonly trailOf: (account: string) => TrailLog | null;
  /** Null where no role reads it. */
  readonly trailLogs: TrailLogs | null;
}

/** Records told of one alarm: what a person reads. */
const MOST = 50;
/**
 * Around the alarm's change. It counts five minutes and is judged a little later ("Evaluating an alarm", Amazon CloudWatch
 * User Guide), and CloudTrail writes a record into the log minutes after the call.
 */
const BEFORE_MS = 20 * 60_000;
const AFTER_MS = 60_000;
const LONGEST_MS = 10_000;
/** Alarms of one incident that are looked into in one go. */
const ALARMS = 3;

/**
 * Finds the records that a CIS alarm of the incident counted and adds them to it. The alarm was decided and paged before:
 * what fails here is told, and delays nothing.
 */
export async function addAlarmRecords(ports: AlarmRecordsPorts, item: Case): Promise<Case> {
  const known = new Set(item.records?.map(({ alarm }) => alarm));
  const alarms = item.calls.filter(
    (call) => isAlarmCall(call) && cisControlOf(call.eventName) !== null && !known.has(call.ledgerKey),
  );
  const { trailLogs } = ports;
  if (alarms.length === 0 || trailLogs === null) return item;
  const found = await Promise.all(
    alarms.slice(0, ALARMS).map((alarm) => recordsBehind(ports, trailLogs, alarm, item.openedAt)),
  );
  const at = ports.clock.now();
  await ports.journal.append(found.map((each) => recordsEntry(item.id, each, at)));
  const calls = found.flatMap((each) => each.calls);
  const told = found.map(({ records }) => records);
  const changed = await changeCase(ports.cases, item.id, (current) =>
    current.kind === 'alert'
      ? alertTransition(current, { kind: 'searched-log', at, records: told, calls })
      : current,
  );
  return changed ?? item;
}

interface Behind {
  readonly records: AlarmRecords;
  readonly calls: readonly CaseCall[];
}

async function recordsBehind(
  { trailOf }: AlarmRecordsPorts,
  trailLogs: TrailLogs,
  alarm: CaseCall,
  openedAt: number,
): Promise<Behind> {
  const { account, eventName: name, ledgerKey } = alarm;
  const trail = trailOf(account);
  const filter = CIS_FILTERS.find(({ control }) => control === cisControlOf(name));
  const about = { alarm: ledgerKey, name, found: 0, more: false };
  if (trail === null || filter === undefined) {
    return { records: { ...about, problem: 'the log of its trail is not configured' }, calls: [] };
  }
  const changed = alarm.eventTime ?? openedAt;
  const { logGroup, region } = trail;
  const period = { from: changed - BEFORE_MS, to: changed + AFTER_MS };
  const query = { place: { account, region }, logGroup, pattern: filter.pattern, ...period, most: MOST };
  const outcome = await trailLogs.find(query, LONGEST_MS);
  if (outcome.kind !== 'delivered') {
    return { records: { ...about, problem: failureInWords(outcome) }, calls: [] };
  }
  const { records, more } = outcome.value;
  const calls = records.flatMap((text) => recordAsCall(text, name));
  return { records: { ...about, found: records.length, more, problem: null }, calls };
}

/** A record in the form that cases keep; what is no JSON is only counted. */
function recordAsCall(text: string, alarm: string): readonly CaseCall[] {
  const parsed = parseJson(text);
  if (!parsed.ok || !isObject(parsed.value)) return [];
  const decision = {
    severity: 'log',
    disposition: { kind: 'log' },
    matches: [],
    reasons: [`counted by ${alarm}`],
    late: false,
  } as const;
  const call = caseCallOf({ call: parseCall(parsed.value), decision });
  return [{ ...call, ledgerKey: `behind/${call.ledgerKey}` }];
}

function recordsEntry(caseId: string, { records, calls }: Behind, at: number): JournalEntry {
  const { alarm, name, found, more, problem } = records;
  const told = calls.map((call) => ({
    eventID: call.eventID,
    eventTime: call.eventTime,
    account: call.account,
    region: call.region,
    call: `${call.eventSource} ${call.eventName}`,
    principal: call.principal,
    accessKeyId: call.accessKeyId,
    address: call.address,
    error: call.errorCode,
    resource: call.resource,
  }));
  return {
    v: JOURNAL_VERSION,
    id: `alarm-records/${alarm}`,
    at,
    kind: 'alarm-records',
    caseId,
    data: { alarm: name, found, more, problem, records: told },
  };
}
