import { memberCredentials } from '../../../lambda/adapters/aws/member-credentials.ts';
import { createCloudWatchTrailLogs } from '../../../lambda/adapters/cloudwatch-logs/trail-logs.ts';
import { placeKey } from '../../../lambda/config/member-places.ts';
import { trailLogsContract } from '../../contracts/trail-logs.contract.ts';
import { assumeRole } from '../aws/assumed-roles.ts';
import { type AwsAnswer, type AwsEndpoint, type AwsRequest, startAwsEndpoint } from '../aws/aws-endpoint.ts';

const CLOSED = '999900001111';
const QUERY = {
  place: { account: '111122223333', region: 'eu-central-1' },
  logGroup: 'trail',
  pattern: '{($.errorCode="AccessDenied*")}',
  from: 1,
  to: 2,
  most: 3,
};
/** The service's pages are smaller here, so that there are some. */
const PAGE = 50;

const open: AwsEndpoint[] = [];
afterAll(() => Promise.all(open.map((endpoint) => endpoint.close())));

async function cloudWatchLogs(
  answerTo: (request: AwsRequest) => AwsAnswer | null | undefined = () => undefined,
) {
  const groups = new Map<string, { at: number; text: string }[]>();
  const asked: AwsRequest[] = [];
  const endpoint = await startAwsEndpoint((request) => {
    const { operation, input, sessionToken: account, region } = request;
    if (operation === 'AssumeRole') return assumeRole(request, [CLOSED], Date.now() + 900_000);
    asked.push(request);
    const special = answerTo(request);
    if (special !== undefined) return special;
    const events = groups.get(`${placeKey({ account, region })}/${String(input['logGroupName'])}`);
    if (events === undefined) {
      return { status: 400, body: { __type: 'ResourceNotFoundException', message: 'no such log group' } };
    }
    const found = events
      .filter(({ at }) => at >= Number(input['startTime']) && at <= Number(input['endTime']))
      .sort((a, b) => a.at - b.at);
    const from = Number(input['nextToken'] ?? 0);
    const to = from + Math.min(PAGE, Number(input['limit']));
    return {
      body: {
        events: found.slice(from, to).map(({ at, text }) => ({ timestamp: at, message: text })),
        ...(to < found.length && { nextToken: String(to) }),
      },
    };
  });
  open.push(endpoint);
  const clock = { now: () => Date.now() };
  const sts = { ...endpoint.place, region: 'eu-west-1' };
  const role = { roleName: 'countersign-read', externalId: 'x', sessionName: 'countersign-investigate', sts };
  return {
    trailLogs: createCloudWatchTrailLogs({
      credentials: memberCredentials(role, clock),
      clock,
      endpoint: endpoint.place.endpoint,
    }),
    write: (
      place: { account: string; region: string },
      logGroup: string,
      event: { at: number; text: string },
    ) => {
      const key = `${placeKey(place)}/${logGroup}`;
      groups.set(key, [...(groups.get(key) ?? []), event]);
    },
    closed: CLOSED,
    asked,
  };
}

trailLogsContract('CloudWatch Logs', () => cloudWatchLogs());

describe('trail logs of CloudWatch Logs', () => {
  test('asks with the pattern of the metric filter', async () => {
    const { trailLogs, asked, write } = await cloudWatchLogs();
    write(QUERY.place, 'trail', { at: 1, text: 'x' });

    await trailLogs.find(QUERY, 1_000);

    expect(asked.map(({ input }) => input['filterPattern'])).toEqual([QUERY.pattern]);
  });

  test('goes on after a page of nothing', async () => {
    const { trailLogs } = await cloudWatchLogs(({ input }) =>
      input['nextToken'] === undefined
        ? { body: { events: [], nextToken: 'later' } }
        : { body: { events: [{ message: 'found' }] } },
    );

    expect(await trailLogs.find(QUERY, 1_000)).toEqual({
      kind: 'delivered',
      value: { records: ['found'], more: false },
    });
  });

  test('ends a search that has no end, with what it found', async () => {
    const { trailLogs, asked } = await cloudWatchLogs(({ input }) => ({
      body: {
        events: input['nextToken'] === undefined ? [{ message: 'found' }] : [],
        nextToken: 'again',
      },
    }));

    expect(await trailLogs.find(QUERY, 5_000)).toEqual({
      kind: 'delivered',
      value: { records: ['found'], more: true },
    });
    expect(asked).toHaveLength(30);
  });

  test('waits no longer than it may for an answer', async () => {
    const { trailLogs } = await cloudWatchLogs(() => null);

    expect(await trailLogs.find(QUERY, 50)).toMatchObject({ kind: 'transient' });
  });
});
