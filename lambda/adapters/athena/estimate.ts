import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { CloudTrailQuestion } from './cloudtrail-query.ts';
import type { Partition } from './cloudtrail-table.ts';
import { dateText } from './partition-conditions.ts';

/** US dollars for 1 TB scanned, in most regions. Source: "Amazon Athena pricing", as known in November 2026. */
export const DOLLARS_PER_TB = 5;
const TB = 1_024 ** 4;

const DAY_MS = 86_400_000;
/** Days whose files are added up, and folders of accounts and regions of each: the rest is like them. */
const DAYS_SAMPLED = 3;
const FOLDERS_SAMPLED = 20;

/** What a query will read; null: the table does not say where its files are, or is not divided by day. */
export interface Estimate {
  readonly bytes: number;
  /** Of so many days some were looked at. */
  readonly days: number;
  readonly daysSampled: number;
}

/**
 * What a query will read, from the sizes of files of a few of its days: Athena charges for files as they lie in S3,
 * compressed. Throws what the SDK throws.
 */
export async function estimateScan(client: S3Client, question: CloudTrailQuestion): Promise<Estimate | null> {
  const { layout, since, until } = question;
  const date = layout.partitions.find(({ by }) => by === 'date');
  if (layout.template === null || date === undefined) return null;
  const folders = foldersOf(question, layout.template);
  if (folders === null) return null;
  const days = Math.floor(until / DAY_MS) - Math.floor(since / DAY_MS) + 2;
  const sampled = evenly(
    Array.from({ length: days }, (_, index) => since + index * DAY_MS),
    DAYS_SAMPLED,
  );
  const looked = evenly(folders, FOLDERS_SAMPLED);
  let bytes = 0;
  for (const at of sampled) {
    const day = dateText(date.format, at);
    for (const folder of looked) {
      bytes += await bytesUnder(client, folder.replaceAll(`\${${date.column}}`, day));
    }
  }
  const scale = (folders.length / Math.max(1, looked.length)) * (days / sampled.length);
  return { bytes: Math.round(bytes * scale), days, daysSampled: sampled.length };
}

export function dollarsFor(bytes: number): number {
  return (bytes / TB) * DOLLARS_PER_TB;
}

/** The template for each account and region that is asked for or listed; null where one of them is unknown. */
function foldersOf(
  { layout, accounts, regions }: CloudTrailQuestion,
  template: string,
): readonly string[] | null {
  let folders: readonly string[] = [template];
  for (const partition of layout.partitions) {
    if (partition.by === 'date') continue;
    const values = valuesOf(partition, layout.values, accounts, regions);
    if (values === null) return null;
    const place = `\${${partition.column}}`;
    folders = folders.flatMap((folder) => values.map((value) => folder.replaceAll(place, value)));
  }
  return folders;
}

function valuesOf(
  { by, column }: Partition,
  listed: Readonly<Record<string, readonly string[]>>,
  accounts: readonly string[],
  regions: readonly string[],
): readonly string[] | null {
  const asked = by === 'account' ? accounts : by === 'region' ? regions : [];
  return asked.length > 0 ? asked : (listed[column] ?? null);
}

async function bytesUnder(client: S3Client, folder: string): Promise<number> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(folder) ?? [];
  let bytes = 0;
  let token: string | undefined;
  do {
    const answer = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix.endsWith('/') ? prefix : `${prefix}/`,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    for (const { Size = 0 } of answer.Contents ?? []) bytes += Size;
    token = answer.NextContinuationToken;
  } while (token !== undefined);
  return bytes;
}

/** At most so many, spread evenly from the first to the last. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]).filter(
    (item) => item !== undefined,
  );
}
