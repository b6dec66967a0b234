import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import {
  type AthenaPlace,
  athenaSource,
  type QueryCost,
} from '../../lambda/adapters/athena/athena-source.ts';
import { dollarsFor } from '../../lambda/adapters/athena/estimate.ts';
import { awsClientConfig } from '../../lambda/adapters/aws/client-config.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import type { AthenaTable, InvestigateOptions } from './options.ts';

const PATIENCE = { connectMs: 5_000, requestMs: 60_000, attempts: 5 };
const GB = 1_024 ** 3;

export interface AthenaIo extends SourceIo {
  readonly stdin: Readable;
  readonly stderr: Writable;
  readonly now: () => number;
}

/** A table in Athena; what it may cost is said first, and unless `--yes` is given somebody is asked. */
export function openAthena(where: AthenaTable, options: InvestigateOptions, io: AthenaIo): ActionSource {
  const { accounts, regions, yes } = options;
  const place: AthenaPlace = {
    ...where,
    accounts,
    regions,
    now: io.now,
    sleep: (ms) => sleep(ms),
    mayRun: async (cost) => {
      io.stderr.write(`${costInWords(cost)}\n`);
      return yes || (await isConfirmed(io));
    },
    ran: (bytes, dollars) => {
      io.stderr.write(`Athena read ${sizeOf(bytes)}: ${money(dollars)}\n`);
    },
  };
  const config = awsClientConfig({}, PATIENCE);
  const s3 = new S3Client({ ...config, followRegionRedirects: true });
  return athenaSource(new AthenaClient(config), s3, place, io);
}

/** Such as `Athena will read about 41.0 GB (90 days, from the sizes of 3 of them): about 0.20 USD`. */
export function costInWords({ estimate, cutoffBytes, prunedBy }: QueryCost): string {
  const files =
    prunedBy.length === 0 ? 'all of the table, which has no partitions' : `the needed ${prunedBy.join(', ')}`;
  const expected =
    estimate === null
      ? `Athena will read ${files}; how much that is, the table does not say`
      : `Athena will read about ${sizeOf(estimate.bytes)} (${estimate.days} days, from the sizes of ${estimate.daysSampled} of them): about ${money(dollarsFor(estimate.bytes))}`;
  const most =
    cutoffBytes === null
      ? 'the workgroup sets no limit'
      : `the workgroup ends it at ${sizeOf(cutoffBytes)}, ${money(dollarsFor(cutoffBytes))}`;
  return `${expected}; ${most}`;
}

async function isConfirmed({ stdin, stderr }: AthenaIo): Promise<boolean> {
  stderr.write('Run it? Type yes: ');
  const lines = createInterface({ input: stdin });
  try {
    for await (const line of lines) return line.trim() === 'yes';
    return false;
  } finally {
    lines.close();
  }
}

function sizeOf(bytes: number): string {
  return bytes < GB ? `${(bytes / 1_024 ** 2).toFixed(1)} MB` : `${(bytes / GB).toFixed(1)} GB`;
}

function money(dollars: number): string {
  return dollars > 0 && dollars < 0.01 ? 'less than 0.01 USD' : `${dollars.toFixed(2)} USD`;
}
