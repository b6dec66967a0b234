import type { Readable, Writable } from 'node:stream';
import type { Period } from '../../lambda/investigate/sift.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { fileSource } from './file-source.ts';
import type { InvestigateOptions } from './options.ts';

/** LookupEvents and Datadog keep 90 days; further back a bucket is read only on request. */
const KEPT_MS = 90 * 86_400_000;
const PATIENCE = { connectMs: 5_000, requestMs: 60_000, attempts: 5 };

export interface OpenIo extends SourceIo {
  readonly stdin: Readable;
  readonly stderr: Writable;
  readonly now: () => number;
}

/** The period that is looked at: of files all, otherwise 90 days back. */
export function periodOf({ paths, since, until }: InvestigateOptions, now: number): Period {
  return { since: since ?? (paths.length > 0 ? null : now - KEPT_MS), until };
}

/**
 * The sources that were asked for; an SDK is loaded only where it is needed. Of a call that several have, the first
 * one's account counts: the journal comes last, because it keeps the least.
 */
export async function openSources(options: InvestigateOptions, io: OpenIo): Promise<readonly ActionSource[]> {
  const sources: ActionSource[] = [];
  if (options.paths.length > 0) sources.push(await fileSource(options.paths, io));
  if (options.s3 !== null) sources.push(await openS3(options.s3, options, io));
  if (options.athena !== null)
    sources.push((await import('./open-athena.ts')).openAthena(options.athena, options, io));
  if (options.lookup) sources.push((await import('./open-lookup.ts')).openLookup(options, io));
  if (options.journal) sources.push((await import('./open-journal.ts')).openJournal(options, io));
  if (options.datadog) sources.push(await openDatadog(io));
  return sources;
}

async function openS3(
  place: NonNullable<InvestigateOptions['s3']>,
  options: InvestigateOptions,
  io: OpenIo,
): Promise<ActionSource> {
  const [{ S3Client }, { awsClientConfig }, { s3Source }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('../../lambda/adapters/aws/client-config.ts'),
    import('./s3-source.ts'),
  ]);
  const client = new S3Client({ ...awsClientConfig({}, PATIENCE), followRegionRedirects: true });
  const { accounts, regions, since, until } = options;
  const now = io.now();
  return s3Source(
    client,
    place,
    { accounts, regions, since: since ?? now - KEPT_MS, until: until ?? now },
    io,
  );
}

async function openDatadog(io: OpenIo): Promise<ActionSource> {
  const missing = ['DD_API_KEY', 'DD_APP_KEY'].filter((name) => (process.env[name] ?? '') === '');
  if (missing.length > 0)
    throw new SourceFailure(`--datadog wants ${missing.join(' and ')} in the environment`);
  const [{ auditApi }, { datadogSource }] = await Promise.all([
    import('../../lambda/adapters/datadog/audit-events.ts'),
    import('./datadog-source.ts'),
  ]);
  return datadogSource(auditApi(null), io);
}
