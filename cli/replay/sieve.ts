import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import { recordKeyOf } from '../../lambda/cases/case-call.ts';
import { readTime } from '../../lambda/cloudtrail/event-time.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import type { SkimmedRecord } from '../../lambda/cloudtrail/skim/skim-record.ts';
import { skimRecords } from '../../lambda/cloudtrail/skim/skim-records.ts';
import { createEdge } from '../../lambda/eventbridge/edge.ts';
import { memberPatterns } from '../../lambda/eventbridge/member-patterns.ts';
import { createScreen } from '../../lambda/eventbridge/screen.ts';
import { linksIn } from '../../lambda/people/descent.ts';
import { ofFeeds } from '../../lambda/sigma/catalogue.ts';
import type { Feed } from '../../lambda/sigma/rule.ts';
import { isMember } from '../../lambda/workflows/decide-signal.ts';
import { archiveWants } from '../../local/bus/archive-wants.ts';
import { toEvent } from '../../local/bus/event-bus.ts';
import type { FoundEvent } from '../../local/playback/gather-events.ts';
import type { Policy } from '../classify/load-policy.ts';
import type { TrailItem } from '../trail/trail-item.ts';
import { unwrap } from '../trail/unwrap.ts';

/** Milliseconds since 1970, `until` not included; null: no limit. */
export interface Period {
  readonly since: number | null;
  readonly until: number | null;
}

/** What a file comes to before anything is decided. */
export interface Sifted {
  /** Records of the period. */
  seen: number;
  /** No EventBridge rule wants them. */
  filtered: number;
  /** Wanted, but no rule of the catalogue can match: logged, unless the same record came before. */
  readonly logged: string[];
  /** What has to be decided; `at` is null where a record has no time. */
  readonly wanted: FoundEvent[];
  /** Why something could not be read; the first few of `unreadable`. */
  readonly problems: string[];
  unreadable: number;
}

/** Puts records where they belong; the quick way through bytes, and the slow one through parsed items, agree. */
export interface Sieve {
  /** False when the bytes are not understood: then they have to be read as items, and nothing was sifted. */
  siftBytes(bytes: Buffer): Sifted | null;
  siftItem(item: TrailItem, into: Sifted): void;
}

const PROBLEMS_KEPT = 3;
/** CloudTrail leaves fields out rather than write a longer record: what is longer is looked at by itself. */
const ORDINARY_BYTES = 200_000;

export function nothingSifted(): Sifted {
  return { seen: 0, filtered: 0, logged: [], wanted: [], problems: [], unreadable: 0 };
}

/** @param feeds whose rules are tried; the archive's want nearly every call looked at */
export function createSieve(
  { catalogue, config }: Pick<Policy, 'catalogue' | 'config'>,
  feeds: readonly Feed[],
  period: Period,
): Sieve {
  const edge = createEdge(memberPatterns(catalogue.rules).global);
  const screen = createScreen(edge);
  const tried = ofFeeds(catalogue, feeds);
  const watch = watchOf(catalogue, feeds);
  const hasArchive = feeds.includes('archive');
  const inArchive = hasArchive ? archiveWants(catalogue, watch) : () => false;
  const isAnyTime = period.since === null && period.until === null;
  const fields = [...screen.fields, ...(screen.fields.includes(TIME) ? [] : [TIME])];
  const timeField = fields.indexOf(TIME);

  const siftRecord = (record: JsonObject, into: Sifted): void => {
    const at = readTime(record['eventTime']);
    if (!isAnyTime && !isWithin(at, period)) return;
    into.seen += 1;
    const event = toEvent(record);
    if (event === null || (edge.deliveries(event) === 0 && !inArchive(record))) into.filtered += 1;
    else if (isSurelyLogged(record, event)) into.logged.push(recordKeyOf({ call: parseCall(record) }));
    else into.wanted.push({ at, event });
  };

  /** Whether what the drain makes of it is known without it: nothing to try or to remember, and nothing odd about it. */
  const isSurelyLogged = (record: JsonObject, event: JsonObject): boolean => {
    if (tried.mayMatch(record).length > 0 || watch.concerns(record)) return false;
    if (!isMember(textOf(event['account']) ?? '', config)) return false;
    const call = parseCall(record);
    return (
      call.oddity === null && linksIn(call).length === 0 && JSON.stringify(record).length < ORDINARY_BYTES
    );
  };

  /** False: not understood after all. */
  const siftSkimmed = (record: SkimmedRecord, into: Sifted): boolean => {
    if (!record.isOdd && !hasArchive && screen.isUnwanted(record)) {
      if (!isAnyTime && !isWithin(readTime(record.text(timeField) ?? undefined), period)) return true;
      into.seen += 1;
      into.filtered += 1;
      return true;
    }
    const parsed = parseJson(record.json());
    if (!parsed.ok) return false;
    for (const found of unwrap(parsed.value)) {
      if (found.kind === 'none') return false;
      siftRecord(found.record, into);
    }
    return true;
  };

  return {
    siftBytes: (bytes) => {
      const into = nothingSifted();
      let isUnderstood = true;
      const isWhole = skimRecords(bytes, fields, (record) => {
        isUnderstood &&= siftSkimmed(record, into);
      });
      return isWhole && isUnderstood ? into : null;
    },
    siftItem: (item, into) => {
      if (item.kind === 'record') {
        siftRecord(item.record, into);
        return;
      }
      into.unreadable += 1;
      if (into.problems.length < PROBLEMS_KEPT)
        into.problems.push(`${item.file}:${item.line}: ${item.reason}`);
    },
  };
}

const TIME = 'eventTime';

function isWithin(at: number | null, { since, until }: Period): boolean {
  return at !== null && (since === null || at >= since) && (until === null || at < until);
}
