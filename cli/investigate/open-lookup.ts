import { setTimeout as sleep } from 'node:timers/promises';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { assumedRole } from '../../lambda/adapters/aws/assumed-role.ts';
import { awsClientConfig } from '../../lambda/adapters/aws/client-config.ts';
import { type LookupPlace, lookupSource } from '../../lambda/adapters/cloudtrail/lookup-source.ts';
import { type MemberPlace, memberPlaces } from '../../lambda/config/member-places.ts';
import { partitionOf } from '../../lambda/config/regions.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { externalId, READ_ROLE } from '../../lib/names.ts';
import { configAt } from '../deployment/stored-tables.ts';
import type { InvestigateOptions } from './options.ts';

/** IAM and sign-ins are recorded here, whichever region is used. */
const GLOBAL_REGION = 'us-east-1';
const SESSION = 'countersign-investigate';
/** The source itself tries again, within the rate. */
const PATIENCE = { connectMs: 5_000, requestMs: 60_000, attempts: 1 };

/** The event history of one's own account or, of a deployment, of all its members through their read role. */
export function openLookup(
  options: InvestigateOptions,
  io: SourceIo & { readonly now: () => number },
): ActionSource {
  const places =
    options.config === null ? ownPlaces(options) : placesOfDeployment(options, options.config, io);
  return lookupSource({ places, sleep: (ms) => sleep(ms), mostPages: null }, io);
}

function ownPlaces({ regions }: InvestigateOptions): readonly LookupPlace[] {
  const own = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? GLOBAL_REGION;
  const searched = regions.length > 0 ? regions : [...new Set([own, GLOBAL_REGION])];
  return searched.map((region) => ({
    name: region,
    client: new CloudTrailClient(awsClientConfig({ region }, PATIENCE)),
  }));
}

function placesOfDeployment(
  { accounts, regions }: InvestigateOptions,
  file: string,
  { now }: { readonly now: () => number },
): readonly LookupPlace[] {
  const config = configAt({ config: file, data: null });
  const security = config?.security ?? null;
  if (config === null || security === null)
    throw new SourceFailure(`${file}: security names no account, which the read role trusts`);
  const wanted = memberPlaces(config).filter(
    ({ account, region }) =>
      (accounts.length === 0 || accounts.includes(account)) &&
      (regions.length === 0 || regions.includes(region)),
  );
  if (wanted.length === 0) throw new SourceFailure(`${file}: names no such account and region`);
  const credentials = new Map(
    [...new Set(wanted.map(({ account }) => account))].map((account) => [
      account,
      assumedRole(
        {
          arn: `arn:${partitionOf(security.region) ?? 'aws'}:iam::${account}:role/${READ_ROLE}`,
          externalId: externalId(security.account),
          sessionName: SESSION,
          sts: { region: security.region },
        },
        now,
      ),
    ]),
  );
  return wanted.map((place) => placeOf(place, credentials.get(place.account)));
}

function placeOf(
  { account, region }: MemberPlace,
  credentials?: ReturnType<typeof assumedRole>,
): LookupPlace {
  const config = { ...awsClientConfig({ region }, PATIENCE), ...(credentials && { credentials }) };
  return { name: `${account} ${region}`, client: new CloudTrailClient(config) };
}
