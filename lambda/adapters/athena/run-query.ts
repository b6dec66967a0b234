import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { Query } from './cloudtrail-query.ts';

export type Row = Readonly<Record<string, string | null>>;

/** How a query ended. What was told before a failure stands. */
export type QueryEnd =
  | { readonly kind: 'complete'; readonly scannedBytes: number }
  | { readonly kind: 'stopped'; readonly scannedBytes: number | null; readonly reason: string };

export interface QueryPlace {
  readonly workgroup: string;
  readonly database: string;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Between two looks at a running query. */
const POLL_MS = 1_000;
/** Athena itself ends a query after 30 minutes. Source: "Service Quotas", Amazon Athena User Guide. */
const LONGEST_MS = 31 * 60_000;
const PAGE = 1_000;

/** Runs a query in a workgroup and tells its rows, page by page. Never throws: the SDK's failures are how it ended. */
export async function runQuery(
  client: AthenaClient,
  { sql, parameters }: Query,
  place: QueryPlace,
  tell: (row: Row) => void,
): Promise<QueryEnd> {
  let scanned: number | null = null;
  try {
    const { QueryExecutionId: id } = await client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        ExecutionParameters: [...parameters],
        WorkGroup: place.workgroup,
        QueryExecutionContext: { Database: place.database },
      }),
    );
    if (id === undefined) return { kind: 'stopped', scannedBytes: null, reason: 'Athena gave no id' };
    const ended = await untilEnded(client, id, place);
    scanned = ended.scannedBytes;
    if (ended.reason !== null) return { kind: 'stopped', scannedBytes: scanned, reason: ended.reason };
    await tellRows(client, id, tell);
    return { kind: 'complete', scannedBytes: scanned ?? 0 };
  } catch (thrown) {
    const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return { kind: 'stopped', scannedBytes: scanned, reason };
  }
}

interface Ended {
  readonly scannedBytes: number | null;
  /** Null: it succeeded. */
  readonly reason: string | null;
}

async function untilEnded(client: AthenaClient, id: string, { sleep, now }: QueryPlace): Promise<Ended> {
  const until = now() + LONGEST_MS;
  for (;;) {
    const { QueryExecution: query } = await client.send(
      new GetQueryExecutionCommand({ QueryExecutionId: id }),
    );
    const scannedBytes = query?.Statistics?.DataScannedInBytes ?? null;
    const state = query?.Status?.State;
    if (state === 'SUCCEEDED') return { scannedBytes, reason: null };
    if (state === 'FAILED' || state === 'CANCELLED')
      return { scannedBytes, reason: query?.Status?.StateChangeReason ?? state };
    if (now() > until) {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
      return { scannedBytes, reason: 'it did not end and was stopped' };
    }
    await sleep(POLL_MS);
  }
}

/** The first row of the first page is the heading. */
async function tellRows(client: AthenaClient, id: string, tell: (row: Row) => void): Promise<void> {
  let names: readonly string[] | null = null;
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetQueryResultsCommand({
        QueryExecutionId: id,
        MaxResults: PAGE,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    for (const { Data = [] } of page.ResultSet?.Rows ?? []) {
      const values = Data.map(({ VarCharValue }) => VarCharValue ?? null);
      if (names === null) names = values.map((value) => value ?? '');
      else tell(Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])));
    }
    token = page.NextToken;
  } while (token !== undefined && token !== '');
}
