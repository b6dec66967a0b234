import { caseKeyOf, recordKeyOf } from '../cases/case-call.ts';
import { cleanText } from '../cases/words/clean-text.ts';
import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Ancestry } from '../people/descent.ts';
import type { CallMark } from '../ports/call-ledger.ts';
import type { ReceivedMessage } from '../ports/queue.ts';
import type { OtherVerdict } from './decide-signal.ts';
import { decideTogether } from './decide-together.ts';
import type { DrainPorts } from './drain-ports.ts';
import { handleVerdict } from './handle-verdict.ts';
import { inParallel } from './in-parallel.ts';
import { joinCase } from './join-case.ts';
import { callLine, duplicateLine } from './journal-lines.ts';
import { judgeMessages } from './judge-messages.ts';
import { learnUsual } from './know-usual.ts';
import { noteCanaries } from './note-canaries.ts';
import { type RoutedCall, routeCalls } from './route-calls.ts';
import { applyCopy } from './write-case.ts';

/** What a batch of messages led to. */
export interface BatchReport {
  readonly entries: readonly JournalEntry[];
  /** Cases that have something to do now. */
  readonly touched: readonly string[];
  /** Receipts of messages all of whose effects are durable. */
  readonly done: readonly string[];
  readonly errors: readonly string[];
}

/** What joining calls to cases needs of a drain's ports. */
export type CallPorts = Omit<
  DrainPorts,
  'queue' | 'quarantine' | 'subscriptions' | 'metrics' | 'lastWaitSeconds'
>;

/** An account's id has 12 digits; a forged record may claim anything. */
const ACCOUNT_LENGTH = 20;
/** Cases written at the same time. */
const CASE_WIDTH = 8;

/**
 * Handles messages so that, whatever crashes in between, handling them again does no harm: cases first (each call
 * claimed before and settled after), then the journal, then the marks of the other calls. Only then are the messages
 * deleted, by the caller.
 */
export async function handleMessages(
  ports: DrainPorts,
  messages: readonly ReceivedMessage[],
): Promise<BatchReport> {
  const now = ports.clock.now();
  const batch = new Batch(now);
  const decided: RoutedCall[] = [];
  const others: {
    readonly message: ReceivedMessage;
    readonly verdict: OtherVerdict;
    readonly index: number;
  }[] = [];
  const { judged, ancestry, errors } = await judgeMessages(ports, messages, now);
  batch.errors.push(...errors);
  for (const { message, verdicts } of judged) {
    verdicts.forEach((verdict, index) => {
      if (verdict.kind === 'decided') decided.push({ ...verdict, messageId: message.messageId });
      else others.push({ message, verdict, index });
    });
  }
  await inParallel(others, CASE_WIDTH, ({ message, verdict, index }) =>
    batch.attempt([message.messageId], () => handleVerdict(ports, batch, message, verdict, index)),
  );
  await handleCalls(ports, batch, decided, ancestry);
  await noteCanaries(
    ports.canaries,
    decided.map(({ call }) => call),
    now,
  );
  await ports.journal.append(batch.entries);
  await ports.ledger.settle(batch.marks);
  if (ports.habits !== undefined) {
    // Only now: a call that comes again because of a crash is still the first one.
    const dealtWith = decided.filter(({ messageId }) => !batch.failed.has(messageId));
    const learned = dealtWith.map(({ call }) => call);
    batch.errors.push(...(await learnUsual(ports.habits, learned, now, ports.networks)));
  }
  const done = messages.filter((message) => !batch.failed.has(message.messageId));
  return { ...batch, done: done.map((message) => message.receipt) };
}

/** What a batch has gathered so far. */
export class Batch {
  readonly entries: JournalEntry[] = [];
  readonly touched: string[] = [];
  readonly marks: CallMark[] = [];
  readonly errors: string[] = [];
  readonly failed = new Set<string>();
  readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** A failure keeps these messages in the queue, and no other. */
  async attempt(messageIds: readonly string[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      for (const id of messageIds) this.failed.add(id);
      this.errors.push(cause instanceof Error ? cause.message : String(cause));
    }
  }
}

/** Joins decided calls to their cases, and gathers what is to be journalled and marked once that is done. */
export async function handleCalls(
  ports: CallPorts,
  batch: Batch,
  decided: readonly RoutedCall[],
  ancestry: Ancestry,
): Promise<void> {
  const { fresh: first, redelivered } = await sortKnown(ports, batch, decided);
  const fresh = await decideTogether(ports, first, batch.now, ancestry);
  const networkOf = ({ source }: ApiCall) => ports.networks?.(source.address) ?? null;
  const routed = firstOfEach(fresh.filter(({ decision }) => decision.disposition.kind !== 'log'));
  const routes = routeCalls(routed, ports, batch.now, ancestry);
  const holders = new Map<string, string | null>();
  const owners = new Map<string, string>();
  await inParallel(routes, CASE_WIDTH, (route) =>
    batch.attempt(
      route.arrivals.map((arrival) => arrival.messageId),
      async () => {
        const report = await joinCase(ports, route.collector, route.arrivals);
        batch.touched.push(...report.joined);
        for (const [key, caseId] of report.holders) holders.set(key, caseId);
        for (const [key, messageId] of report.owners) owners.set(key, messageId);
      },
    ),
  );
  const written = new Set<string>();
  for (const decidedCall of fresh) {
    const { call, decision, messageId } = decidedCall;
    const isRouted = decision.disposition.kind !== 'log';
    const caseKey = isRouted ? caseKeyOf(decidedCall) : recordKeyOf(decidedCall);
    const owner = isRouted ? owners.get(caseKey) : messageId;
    // Its case could not be written: whichever message the call is known from must come again.
    if (owner === undefined) batch.failed.add(messageId);
    if (batch.failed.has(messageId)) continue;
    if (owner !== messageId || written.has(caseKey)) {
      if (isRouted) await batch.attempt([messageId], () => noteCopy(ports, batch, decidedCall, holders));
      if (batch.failed.has(messageId)) continue;
      // Without a mark of its own it is found to be a copy again, should the message come again.
      batch.entries.push(duplicateLine(decidedCall, messageId, batch.now));
      continue;
    }
    written.add(caseKey);
    const caseId = isRouted ? (holders.get(caseKey) ?? null) : null;
    batch.entries.push(callLine(decidedCall, caseId, networkOf(call), batch.now));
    const key = recordKeyOf(decidedCall);
    const isMarked = isRouted && key === caseKey;
    if (!isMarked) batch.marks.push({ key, messageId, caseId, settled: true });
  }
  for (const { mark, ...decidedCall } of redelivered) {
    batch.entries.push(callLine(decidedCall, mark.caseId, networkOf(decidedCall.call), batch.now));
  }
}

/** The case of a call that another account recorded too shows both. */
async function noteCopy(
  { cases }: CallPorts,
  batch: Batch,
  routed: RoutedCall,
  holders: ReadonlyMap<string, string | null>,
): Promise<void> {
  const ledgerKey = caseKeyOf(routed);
  const caseId = holders.get(ledgerKey);
  if (routed.call.sharedEventID === null || caseId == null) return;
  const account = cleanText(routed.call.account, ACCOUNT_LENGTH);
  await applyCopy(cases, caseId, { kind: 'copy-seen', at: batch.now, ledgerKey, account });
  batch.touched.push(caseId);
}

/** A call goes into one case once, also when several records or messages of it come together. */
function firstOfEach(calls: readonly RoutedCall[]): readonly RoutedCall[] {
  const first = new Map<string, RoutedCall>();
  for (const routed of calls) {
    const key = caseKeyOf(routed);
    if (!first.has(key)) first.set(key, routed);
  }
  return [...first.values()];
}

interface Sorted {
  /** Not known yet, or not surely; several messages may be about one call. */
  readonly fresh: readonly RoutedCall[];
  /** Settled before, in this very message: only the journal may have missed it. */
  readonly redelivered: readonly (RoutedCall & { readonly mark: CallMark })[];
}

/** Takes out the calls that were settled before; unless it was in this very message, they are duplicates. */
async function sortKnown(ports: CallPorts, batch: Batch, decided: readonly RoutedCall[]): Promise<Sorted> {
  const keys = [...new Set(decided.map(recordKeyOf))];
  const marks = keys.length === 0 ? new Map<string, CallMark>() : await ports.ledger.find(keys);
  const fresh: RoutedCall[] = [];
  const redelivered: (RoutedCall & { mark: CallMark })[] = [];
  for (const routed of decided) {
    const mark = marks.get(recordKeyOf(routed));
    if (mark === undefined || !mark.settled) fresh.push(routed);
    else if (mark.messageId === routed.messageId) redelivered.push({ ...routed, mark });
    else batch.entries.push(duplicateLine(routed, routed.messageId, batch.now));
  }
  return { fresh, redelivered };
}
