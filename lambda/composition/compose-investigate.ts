import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { assumedRole } from '../adapters/aws/assumed-role.ts';
import { awsClientConfig } from '../adapters/aws/client-config.ts';
import { lookupSource } from '../adapters/cloudtrail/lookup-source.ts';
import { createCloudWatchTrailLogs } from '../adapters/cloudwatch-logs/trail-logs.ts';
import { networksIn } from '../adapters/geoip/networks-in.ts';
import type { Config } from '../config/config.ts';
import type { MemberPlace } from '../config/member-places.ts';
import { partitionOf } from '../config/regions.ts';
import { ENVIRONMENT } from '../environment.ts';
import { NO_NETWORKS } from '../facts/networks/address-network.ts';
import type { TrailLogs } from '../ports/trail-logs.ts';
import type { InvestigatePorts } from '../workflows/investigate-incident.ts';
import { composeVerify } from './compose-verify.ts';
import { readingIn } from './member-access.ts';
import { type Runtime, required } from './runtime.ts';
import { within } from './within.ts';

/** Pages of 50 events of one question: the newest 500, in five seconds. */
const LOOKUP_PAGES = 10;
const SESSION = 'countersign-investigate';
/** The source itself tries again, within the rate. */
const PATIENCE = { requestMs: 10_000, attempts: 1 };

export function composeInvestigate(runtime: Runtime, config: Config): InvestigatePorts {
  const networksFile = runtime.environment[ENVIRONMENT.networksFile];
  return {
    ...composeVerify(runtime, config),
    networks: networksFile === undefined ? NO_NETWORKS : networksIn(networksFile),
    lookup: lookupThrough(runtime),
    trailLogs: trailLogsThrough(runtime),
    trailOf: (account) => config.accounts?.find(({ id }) => id === account)?.trail ?? null,
    within,
  };
}

function trailLogsThrough(runtime: Runtime): TrailLogs | null {
  const role = runtime.environment[ENVIRONMENT.readRole] ?? '';
  if (role === '') return null;
  return createCloudWatchTrailLogs({ credentials: readingIn(runtime, SESSION), clock: runtime.clock });
}

/** Through the read role of each member account; the account's credentials are got anew for each incident. */
function lookupThrough(runtime: Runtime): InvestigatePorts['lookup'] {
  const role = runtime.environment[ENVIRONMENT.readRole] ?? '';
  if (role === '') return null;
  const home = required(runtime, ENVIRONMENT.awsRegion);
  const externalId = required(runtime, ENVIRONMENT.externalId);
  const clientFor = ({ account, region }: MemberPlace): CloudTrailClient => {
    const arn = `arn:${partitionOf(home) ?? 'aws'}:iam::${account}:role/${role}`;
    const credentials = assumedRole(
      { arn, externalId, sessionName: SESSION, sts: { region: home } },
      runtime.clock.now,
    );
    return new CloudTrailClient({ ...awsClientConfig({ region }, PATIENCE), credentials });
  };
  return (places, io) =>
    lookupSource(
      {
        places: places.map((place) => ({
          name: `${place.account} ${place.region}`,
          client: clientFor(place),
        })),
        sleep: runtime.sleep,
        mostPages: LOOKUP_PAGES,
      },
      io,
    );
}
