import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

export interface TrailPlace {
  readonly bucket: string;
  /** Before `AWSLogs/`; empty or ending in a slash. */
  readonly prefix: string;
}

/** What is needed of a trail's bucket; empty lists: all there are. */
export interface TrailPart {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
}

const DAY_MS = 86_400_000;
const ACCOUNT = /^\d{12}$/;
const ORGANISATION = /^o-[a-z0-9]+$/;

/**
 * The keys of log files in the layout that CloudTrail writes, `AWSLogs/[organisation/]account/CloudTrail/region/yyyy/mm/dd/`,
 * of the needed accounts, regions and days. A file of a call lies under the day it was delivered, which may be the next.
 * Source: "Finding your CloudTrail log files", AWS CloudTrail User Guide. Throws what the SDK throws.
 */
export async function* trailObjects(
  client: S3Client,
  place: TrailPlace,
  part: TrailPart,
): AsyncIterable<string> {
  for (const account of await accountFolders(client, place, part.accounts)) {
    const regions = await foldersIn(client, place.bucket, `${account}CloudTrail/`);
    for (const region of regions) {
      if (part.regions.length > 0 && !part.regions.includes(nameOf(region))) continue;
      for (const day of daysOf(part)) yield* objectsIn(client, place.bucket, `${region}${day}/`);
    }
  }
}

/** Of one object its bytes, compressed as they are. Throws what the SDK throws. */
export async function objectBytes(client: S3Client, bucket: string, key: string): Promise<Buffer> {
  const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return body === undefined ? Buffer.alloc(0) : Buffer.from(await body.transformToByteArray());
}

async function accountFolders(
  client: S3Client,
  { bucket, prefix }: TrailPlace,
  accounts: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of await foldersIn(client, bucket, `${prefix}AWSLogs/`)) {
    if (ACCOUNT.test(nameOf(folder))) found.push(folder);
    else if (ORGANISATION.test(nameOf(folder))) found.push(...(await foldersIn(client, bucket, folder)));
  }
  return found.filter((folder) => accounts.length === 0 || accounts.includes(nameOf(folder)));
}

async function foldersIn(client: S3Client, bucket: string, prefix: string): Promise<readonly string[]> {
  const folders: string[] = [];
  let token: string | undefined;
  do {
    const input = {
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: '/',
      ...(token === undefined ? {} : { ContinuationToken: token }),
    };
    const answer = await client.send(new ListObjectsV2Command(input));
    folders.push(...(answer.CommonPrefixes ?? []).flatMap(({ Prefix: folder }) => folder ?? []));
    token = answer.NextContinuationToken;
  } while (token !== undefined);
  return folders;
}

async function* objectsIn(client: S3Client, bucket: string, prefix: string): AsyncIterable<string> {
  let token: string | undefined;
  do {
    const input = {
      Bucket: bucket,
      Prefix: prefix,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    };
    const answer = await client.send(new ListObjectsV2Command(input));
    for (const { Key: key } of answer.Contents ?? []) if (key !== undefined) yield key;
    token = answer.NextContinuationToken;
  } while (token !== undefined);
}

function nameOf(folder: string): string {
  return folder.split('/').at(-2) ?? '';
}

function daysOf({ since, until }: TrailPart): readonly string[] {
  const days: string[] = [];
  for (let day = since - (since % DAY_MS); day <= until + DAY_MS; day += DAY_MS) {
    days.push(new Date(day).toISOString().slice(0, 10).replaceAll('-', '/'));
  }
  return days;
}
