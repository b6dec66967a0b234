import type { Case, CaseCall } from '../cases/case.ts';
import { afterInvestigation } from '../cases/incident-news.ts';
import { KEYS_INVESTIGATED, type KeyHistory, keysOf } from '../cases/key-history.ts';
import type { MemberPlace } from '../config/member-places.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import { Dossier } from '../investigate/dossier.ts';
import { historyOf } from '../investigate/history-of.ts';
import { reportOf } from '../investigate/report.ts';
import type { Subject } from '../investigate/subject.ts';
import { JOURNAL_VERSION, type JournalEntry } from '../journal/entry.ts';
import type { ActionSource, SourceIo } from '../ports/action-source.ts';
import { type AlarmRecordsPorts, addAlarmRecords } from './alarm-records.ts';
import { readInvestigateMessage } from './investigate-message.ts';
import { journalSource } from './journal-source.ts';
import { type SweepPorts, settleCase } from './sweep.ts';
import { changeCase } from './write-case.ts';

/** What looking into an incident's keys needs. */
export interface InvestigatePorts extends SweepPorts, AlarmRecordsPorts {
  readonly networks: NetworkLookup;
  /** CloudTrail's event history of those places; null where no role reads it. */
  readonly lookup: ((places: readonly MemberPlace[], io: SourceIo) => ActionSource) | null;
  /** The value if it comes within so many milliseconds; otherwise null. */
  readonly within: <T>(ms: number, value: Promise<T>) => Promise<T | null>;
}

/** How far back is recent. A week. */
const RECENT_MS = 7 * 86_400_000;
/** Newest calls of a key that are read from the journal. */
const JOURNAL_CALLS = 5_000;
/** Accounts and regions whose event history is asked; each has a rate of its own. */
const PLACES = 6;
/** Left of the time for telling: the page, the channel and the tables. */
const RESERVE_MS = 15_000;
/** The history is to be there within a minute of the page; what a source has not told by then is left out. */
const LONGEST_MS = 35_000;

/** What became of a message. */
export type Investigated = 'done' | 'unreadable';

/**
 * Looks into what the keys of a paged incident did lately and adds it to the incident and the channel. The page is out
 * already: whatever fails here, fails after it.
 *
 * @param remainingMs milliseconds until this run is stopped
 */
export async function investigateIncident(
  ports: InvestigatePorts,
  body: string,
  remainingMs: () => number,
): Promise<Investigated> {
  const read = readInvestigateMessage(body);
  if (!read.ok) return 'unreadable';
  const { caseId } = read.value;
  const paged = await ports.cases.get(caseId);
  if (paged === null) return 'done';
  const item = await addAlarmRecords(ports, paged);
  if (item.history === undefined) await investigate(ports, item, remainingMs);
  await settleCase(ports, caseId);
  return 'done';
}

async function investigate(ports: InvestigatePorts, item: Case, remainingMs: () => number): Promise<void> {
  const keys = keysOf(item.calls).slice(0, KEYS_INVESTIGATED);
  const until = ports.clock.now() + Math.min(LONGEST_MS, remainingMs() - RESERVE_MS);
  const history = await Promise.all(keys.map((key) => historyOfKey(ports, key, item.calls, until)));
  const at = ports.clock.now();
  await ports.journal.append([investigationEntry(item.id, history, at)]);
  await changeCase(ports.cases, item.id, (current) => afterInvestigation(current, history, at));
}

async function historyOfKey(
  ports: InvestigatePorts,
  key: string,
  calls: readonly CaseCall[],
  until: number,
): Promise<KeyHistory> {
  const subject: Subject = { kind: 'access-key', key };
  const dossier = new Dossier(subject);
  const told: string[] = [];
  for (const { name, source, problems } of sourcesFor(ports, key, calls)) {
    const end = await searchUntil(ports, source, subject, dossier, until);
    told.push(...[end === null ? name : `${name} (${end})`, ...problems()]);
  }
  const { actions, birth } = dossier;
  const findings = { actions: [...actions], birth, followed: new Map() };
  return historyOf(reportOf(subject, findings, ports.clock.now()), told);
}

interface NamedSource {
  readonly name: string;
  readonly source: ActionSource;
  readonly problems: () => readonly string[];
}

/** The journal first: it is ours, at hand and quick. */
function sourcesFor(
  ports: InvestigatePorts,
  key: string,
  calls: readonly CaseCall[],
): readonly NamedSource[] {
  const named = (name: string, open: (io: SourceIo) => ActionSource): NamedSource => {
    const problems: string[] = [];
    const complain = (problem: string) => void problems.push(problem);
    const source = open({ networks: ports.networks, complain, progress: () => undefined });
    return { name, source, problems: () => problems };
  };
  const { lookup } = ports;
  const places = placesOf(calls.filter(({ accessKeyId }) => accessKeyId === key));
  return [
    named('the journal', (io) => journalSource(ports.journal, JOURNAL_CALLS, io)),
    ...(lookup === null ? [] : [named('LookupEvents', (io) => lookup(places, io))]),
  ];
}

/** Where the key was seen. */
function placesOf(calls: readonly CaseCall[]): readonly MemberPlace[] {
  const places = new Map(calls.map(({ account, region }) => [`${account} ${region}`, { account, region }]));
  return [...places.values()].slice(0, PLACES);
}

/** @returns why not all of the source was heard; null when it was. What it tells later is not listened to. */
async function searchUntil(
  { clock, within }: InvestigatePorts,
  source: ActionSource,
  subject: Subject,
  dossier: Dossier,
  until: number,
): Promise<string | null> {
  const now = clock.now();
  let listening = true;
  const search = source
    .search([subject], { since: now - RECENT_MS, until: null }, ({ involvement, action }) => {
      if (!listening) return;
      if (involvement === 'issued') dossier.addBirth(action);
      else dossier.addAction(action);
    })
    .then(
      () => '',
      (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
    );
  const end = await within(Math.max(0, until - now), search);
  listening = false;
  return end === '' ? null : (end ?? 'not finished in time');
}

function investigationEntry(caseId: string, history: readonly KeyHistory[], at: number): JournalEntry {
  const keys = history.map(({ key, verdict, lines }) => ({ key, verdict, lines }));
  return {
    v: JOURNAL_VERSION,
    id: `investigation/${caseId}`,
    at,
    kind: 'investigation',
    caseId,
    data: { keys },
  };
}
