import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../ports/clock.ts';
import { delivered } from '../../ports/outcome.ts';
import type { TrailLogQuery, TrailLogs } from '../../ports/trail-logs.ts';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';
import { outcomeOfAwsError } from '../aws/error-outcome.ts';
import type { MemberCredentials } from '../aws/member-credentials.ts';

export interface CloudWatchLogsOptions {
  readonly credentials: MemberCredentials;
  readonly clock: Clock;
  /** Of an embedded server. */
  readonly endpoint?: string;
}

/**
 * Pages that are asked for at most. CloudWatch Logs searches so much at a time and may answer with a page of nothing and a
 * token for the next. Source: "FilterLogEvents", Amazon CloudWatch Logs API Reference.
 */
const MAXIMUM_PAGES = 30;
const MAXIMUM_PER_PAGE = 10_000;
const ATTEMPTS = 2;

export function createCloudWatchTrailLogs(options: CloudWatchLogsOptions): TrailLogs {
  return {
    async find(query, withinMs) {
      const { account, region } = query.place;
      const place: AwsPlace = { region, ...(options.endpoint && { endpoint: options.endpoint }) };
      const config = awsClientConfig(place, { attempts: ATTEMPTS });
      const client = new CloudWatchLogsClient({ ...config, credentials: options.credentials(account) });
      try {
        return delivered(await search(client, query, options.clock, withinMs));
      } catch (thrown) {
        return outcomeOfAwsError(thrown);
      } finally {
        client.destroy();
      }
    },
  };
}

async function search(client: CloudWatchLogsClient, query: TrailLogQuery, clock: Clock, withinMs: number) {
  const until = clock.now() + withinMs;
  const records: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAXIMUM_PAGES && clock.now() < until; page++) {
    const answer = await client.send(
      new FilterLogEventsCommand({
        logGroupName: query.logGroup,
        filterPattern: query.pattern,
        startTime: query.from,
        endTime: query.to,
        limit: Math.min(query.most + 1, MAXIMUM_PER_PAGE),
        ...(nextToken !== undefined && { nextToken }),
      }),
      { abortSignal: AbortSignal.timeout(Math.max(1, until - clock.now())) },
    );
    records.push(...(answer.events ?? []).map(({ message = '' }) => message));
    nextToken = answer.nextToken;
    if (nextToken === undefined || records.length > query.most) break;
  }
  const more = nextToken !== undefined || records.length > query.most;
  return { records: records.slice(0, query.most), more };
}
