import { setTimeout as sleep } from 'node:timers/promises';
import { awsClientConfig } from '../../lambda/adapters/aws/client-config.ts';
import { fileSource } from './file-source.ts';
import type { Source, SourceIo } from './gather.ts';
import type { InvestigateOptions } from './options.ts';
import type { Period } from './scan/sift.ts';
import { SourceFailure } from './source-failure.ts';

/** LookupEvents and Datadog keep 90 days; further back a bucket is read only on request. */
const KEPT_MS = 90 * 86_400_000;
/** IAM and sign-ins are recorded here, whichever region is used. */
const GLOBAL_REGION = 'us-east-1';
const PATIENCE = { connectMs: 5_000, requestMs: 60_000, attempts: 5 };

/** The period that is looked at: of files all, otherwise 90 days back. */
export function periodOf({ paths, since, until }: InvestigateOptions, now: number): Period {
  return { since: since ?? (paths.length > 0 ? null : now - KEPT_MS), until };
}

/** The sources that were asked for; an SDK is loaded only where it is needed. */
export async function openSources(
  options: InvestigateOptions,
  io: SourceIo & { readonly now: () => number },
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  if (options.paths.length > 0) sources.push(await fileSource(options.paths, io));
  if (options.s3 !== null) sources.push(await openS3(options.s3, options, io));
  if (options.lookup) sources.push(await openLookup(options, io));
  if (options.datadog) sources.push(await openDatadog(io));
  return sources;
}

async function openS3(
  place: NonNullable<InvestigateOptions['s3']>,
  options: InvestigateOptions,
  io: SourceIo & { readonly now: () => number },
): Promise<Source> {
  const [{ S3Client }, { s3Source }] = await Promise.all([
    import('@aws-sdk/client-s3'),
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

async function openLookup({ regions }: InvestigateOptions, io: SourceIo): Promise<Source> {
  const [{ CloudTrailClient }, { lookupSource }] = await Promise.all([
    import('@aws-sdk/client-cloudtrail'),
    import('./lookup-source.ts'),
  ]);
  const configured = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? GLOBAL_REGION;
  const searched = regions.length > 0 ? regions : [...new Set([configured, GLOBAL_REGION])];
  const clientFor = (region: string) =>
    new CloudTrailClient(awsClientConfig({ region }, { ...PATIENCE, attempts: 1 }));
  return lookupSource({ regions: searched, clientFor, sleep: (ms) => sleep(ms) }, io);
}

async function openDatadog(io: SourceIo & { readonly now: () => number }): Promise<Source> {
  const missing = ['DD_API_KEY', 'DD_APP_KEY'].filter((name) => (process.env[name] ?? '') === '');
  if (missing.length > 0)
    throw new SourceFailure(`--datadog wants ${missing.join(' and ')} in the environment`);
  const [{ auditApi }, { datadogSource }] = await Promise.all([
    import('../../lambda/adapters/datadog/audit-events.ts'),
    import('./datadog-source.ts'),
  ]);
  return datadogSource(auditApi(null), io);
}
