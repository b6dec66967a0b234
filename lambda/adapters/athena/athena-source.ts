import { type AthenaClient, GetTableMetadataCommand, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import type { S3Client } from '@aws-sdk/client-s3';
import { sift } from '../../investigate/sift.ts';
import type { ActionSource, SourceIo } from '../../ports/action-source.ts';
import { SourceFailure } from '../../ports/source-failure.ts';
import { type CloudTrailQuestion, cloudTrailQuery } from './cloudtrail-query.ts';
import { type CloudTrailTable, cloudTrailTable } from './cloudtrail-table.ts';
import { dollarsFor, type Estimate, estimateScan } from './estimate.ts';
import { recordOfRow } from './record-of-row.ts';
import { type QueryPlace, runQuery } from './run-query.ts';

/** What can be said before a query is run. */
export interface QueryCost {
  /** Null: cannot be estimated. */
  readonly estimate: Estimate | null;
  /** The workgroup ends a query that reads more bytes; null: it does not. */
  readonly cutoffBytes: number | null;
  /** Columns by which only the needed files are read; empty: all of the table is. */
  readonly prunedBy: readonly string[];
}

export interface AthenaPlace extends Omit<QueryPlace, 'sleep'> {
  readonly table: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly sleep: (ms: number) => Promise<void>;
  /** Shows what it may cost and asks whether it is to be run. */
  readonly mayRun: (cost: QueryCost) => Promise<boolean>;
  /** Told when it was run. */
  readonly ran: (scannedBytes: number, dollars: number) => void;
}

/** Where Glue's tables are. */
const CATALOG = 'AwsDataCatalog';
/** A table is never read without a first day. */
const LONGEST_MS = 90 * 86_400_000;

/** A table of CloudTrail logs in Athena. Only the partitions of the period are read: of an earlier birth it knows nothing. */
export function athenaSource(
  athena: AthenaClient,
  s3: S3Client,
  place: AthenaPlace,
  io: SourceIo,
): ActionSource {
  const name = `${place.workgroup}/${place.database}.${place.table}`;
  const failed = (reason: string, cause?: unknown) =>
    new SourceFailure(`Athena ${name}: ${reason}`, { cause });
  let layout: CloudTrailTable | null = null;
  return {
    async search(subjects, period, tell) {
      layout ??= await layoutOf(athena, place, failed);
      const now = place.now();
      const question: CloudTrailQuestion = {
        ...place,
        layout,
        subjects,
        since: period.since ?? now - LONGEST_MS,
        until: period.until ?? now,
      };
      if (!(await place.mayRun(await costOf(athena, s3, question, place.workgroup, io)))) {
        throw failed('was not asked');
      }
      let rows = 0;
      const end = await runQuery(athena, cloudTrailQuery(question), place, (row) => {
        rows++;
        io.progress(`Athena: ${rows.toLocaleString('en')} records`);
        for (const finding of sift(recordOfRow(row), subjects, period, io.networks)) tell(finding);
      });
      if (end.scannedBytes !== null) place.ran(end.scannedBytes, dollarsFor(end.scannedBytes));
      if (end.kind === 'complete') return;
      if (rows === 0) throw failed(end.reason);
      io.complain(`Athena: stopped after ${rows} records, what follows is not in the report: ${end.reason}`);
    },
  };
}

async function layoutOf(
  athena: AthenaClient,
  { database, table, workgroup }: AthenaPlace,
  failed: (reason: string, cause?: unknown) => SourceFailure,
): Promise<CloudTrailTable> {
  try {
    const { TableMetadata } = await athena.send(
      new GetTableMetadataCommand({
        CatalogName: CATALOG,
        DatabaseName: database,
        TableName: table,
        WorkGroup: workgroup,
      }),
    );
    const layout = cloudTrailTable(TableMetadata ?? {});
    if (typeof layout === 'string') throw failed(layout);
    return layout;
  } catch (cause) {
    throw cause instanceof SourceFailure ? cause : failed(nameAndMessage(cause), cause);
  }
}

/** What cannot be found out about the cost is said, and does not prevent the question. */
async function costOf(
  athena: AthenaClient,
  s3: S3Client,
  question: CloudTrailQuestion,
  workgroup: string,
  io: SourceIo,
): Promise<QueryCost> {
  const [estimate, cutoffBytes] = await Promise.all([
    estimateScan(s3, question).catch((cause: unknown) => {
      io.complain(`what Athena will read cannot be estimated: ${nameAndMessage(cause)}`);
      return null;
    }),
    cutoffOf(athena, workgroup).catch(() => null),
  ]);
  const { partitions } = question.layout;
  const isUsed = (by: string) =>
    (by === 'region' && question.regions.length > 0) ||
    (by === 'account' && question.accounts.length > 0) ||
    ['date', 'year', 'month'].includes(by);
  const prunedBy = partitions.filter(({ by }) => isUsed(by)).map(({ column }) => column);
  return { estimate, cutoffBytes, prunedBy };
}

async function cutoffOf(athena: AthenaClient, workgroup: string): Promise<number | null> {
  const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: workgroup }));
  return WorkGroup?.Configuration?.BytesScannedCutoffPerQuery ?? null;
}

function nameAndMessage(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
