import { recordKeyOf } from '../cases/case-call.ts';
import type { ApiCall } from '../cloudtrail/api-call.ts';
import { decideCall } from '../decide/decide-call.ts';
import { type FactReader, factsOf } from '../facts/facts.ts';
import { type CreatedObject, createdObjects } from '../intake/created-objects.ts';
import type { Ancestry } from '../people/descent.ts';
import type { Matcher } from '../sigma/rule-matcher.ts';
import { failureInWords } from './after-failure.ts';
import { correlateCalls } from './correlate-calls.ts';
import { isMember } from './decide-signal.ts';
import { decideStories } from './decide-together.ts';
import { Batch, handleCalls } from './handle-messages.ts';
import { quarantineLine } from './journal-lines.ts';
import { knowUsual, learnUsual } from './know-usual.ts';
import { SCAN_METRIC } from './metric-names.ts';
import { type Asking, recordsWanted } from './records-wanted.ts';
import type { RoutedCall } from './route-calls.ts';
import type { ScanOutcome, ScanPorts, ScanReport } from './scan-ports.ts';
import { traceCredentials } from './trace-credentials.ts';

type Totals = { -readonly [K in keyof ScanReport]: number };

/** A call with what is known of it. */
interface ReadCall {
  readonly call: ApiCall;
  readonly facts: FactReader;
}

/**
 * Reads the files of the trail that a message tells of: rules and correlations of the archive's feed decide about their
 * calls, and a call that the edge should have brought and did not is decided late. Cases are opened here; the next
 * drain asks and pages. The same message again changes nothing.
 */
export async function scanMessage(
  ports: ScanPorts,
  message: { readonly messageId: string; readonly body: string },
): Promise<ScanOutcome> {
  const report: Totals = { objects: 0, records: 0, parsed: 0, decided: 0, reconciled: 0, quarantined: 0 };
  const told = createdObjects(message.body);
  if (!told.ok) {
    await quarantine(ports, message.messageId, told.reason, message.body);
    return finish(ports, { ...report, quarantined: 1 });
  }
  for (const object of told.value) {
    const file = await ports.archive.read(object.bucket, object.key);
    switch (file.kind) {
      case 'delivered':
        await scanFile(ports, object, file.value, report);
        break;
      case 'permanent':
        await refuse(ports, object, file.reason, report);
        break;
      case 'throttled':
      case 'transient':
        return { kind: 'later', reason: `${nameOf(object)}: ${failureInWords(file)}` };
      default: {
        const unreachable: never = file;
        return unreachable;
      }
    }
  }
  return finish(ports, report);
}

async function finish(ports: ScanPorts, report: ScanReport): Promise<ScanOutcome> {
  await ports.metrics.publish([
    { name: SCAN_METRIC.records, value: report.records, unit: 'Count' },
    { name: SCAN_METRIC.reconciled, value: report.reconciled, unit: 'Count' },
  ]);
  return { kind: 'done', report };
}

async function scanFile(
  ports: ScanPorts,
  object: CreatedObject,
  bytes: Buffer,
  report: Totals,
): Promise<void> {
  const found = recordsWanted(bytes, [
    asking(ports.archiveRules),
    asking(ports.edgeRules),
    ports.correlations.watch,
  ]);
  if (found === null) return refuse(ports, object, 'not a log file of CloudTrail', report);
  const now = ports.clock.now();
  const calls = found.calls.filter(({ account }) => isMember(account, ports.config));
  const { ancestry } =
    ports.lineage === undefined ? { ancestry: () => [] } : await traceCredentials(ports.lineage, calls);
  const { config, networks, habits } = ports;
  const novelty = habits === undefined ? undefined : (await knowUsual(habits, calls, networks)).novelty;
  const context = { config, now, networks, ancestry, novelty };
  const read = calls.map((call) => ({ call, facts: factsOf(call, context) }));
  const source = nameOf(object);
  const archive = await decidedByArchive(ports, read, ancestry, source, now);
  const missed = await missedByEdge(ports, read, ancestry, source, now);
  const batch = new Batch(now);
  await handleCalls({ ...ports, correlations: undefined }, batch, [...archive, ...missed], ancestry);
  if (batch.errors.length > 0) throw new Error(batch.errors.join('; '));
  await ports.journal.append(batch.entries);
  await ports.ledger.settle(batch.marks);
  if (habits !== undefined) await learnUsual(habits, calls, now, networks);
  report.objects += 1;
  report.records += found.records;
  report.parsed += found.calls.length;
  report.decided += archive.length;
  report.reconciled += missed.length;
}

async function decidedByArchive(
  { archiveRules, correlations, config }: ScanPorts,
  read: readonly ReadCall[],
  ancestry: Ancestry,
  messageId: string,
  now: number,
): Promise<readonly RoutedCall[]> {
  const fired = await correlateCalls(correlations, read, now);
  const byCall = Map.groupBy(fired, ({ call }) => call.call);
  const context = { config, now, age: 'by-time', ancestry } as const;
  return read.flatMap(({ call, facts }): readonly RoutedCall[] => {
    const matches = archiveRules.match(call.record, facts);
    const stories = byCall.get(call) ?? [];
    if (matches.length === 0 && stories.length === 0) return [];
    const decided = {
      call,
      decision: decideCall(call, matches, context),
      messageId,
      feed: 'archive' as const,
    };
    return [stories.length === 0 ? decided : decideStories(decided, stories, context)];
  });
}

/** Those that somebody is to be told of and the ledger does not know. A drain that gets one later finds it decided. */
async function missedByEdge(
  { edgeRules, ledger, config }: ScanPorts,
  read: readonly ReadCall[],
  ancestry: Ancestry,
  messageId: string,
  now: number,
): Promise<readonly RoutedCall[]> {
  const context = { config, now, age: 'by-time', ancestry } as const;
  const decided = read.flatMap(({ call, facts }) => {
    const matches = edgeRules.match(call.record, facts);
    if (matches.length === 0) return [];
    const decision = decideCall(call, matches, context);
    return decision.disposition.kind === 'log' ? [] : [{ call, decision, messageId }];
  });
  if (decided.length === 0) return [];
  const known = await ledger.find(decided.map(recordKeyOf));
  return decided.filter((one) => {
    const mark = known.get(recordKeyOf(one));
    return mark === undefined || mark.messageId === messageId;
  });
}

async function refuse(
  ports: ScanPorts,
  object: CreatedObject,
  reason: string,
  report: Totals,
): Promise<void> {
  await quarantine(ports, nameOf(object), reason, nameOf(object));
  report.quarantined += 1;
}

async function quarantine(ports: ScanPorts, id: string, reason: string, body: string): Promise<void> {
  const now = ports.clock.now();
  await ports.quarantine.put({ id, at: now, reason, body });
  await ports.journal.append([quarantineLine(id, reason, now)]);
}

function nameOf({ bucket, key }: CreatedObject): string {
  return `s3://${bucket}/${key}`;
}

function asking(matcher: Matcher): Asking {
  return { asksFor: (eventSource, eventName) => matcher.candidates(eventSource, eventName).length > 0 };
}
