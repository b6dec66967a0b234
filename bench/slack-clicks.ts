import { performance } from 'node:perf_hooks';
import { signatureOf } from '../lambda/adapters/slack/verify-signature.ts';
import { createSqsClient } from '../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../lambda/adapters/sqs/queue.ts';
import { composeSlack } from '../lambda/composition/compose-slack.ts';
import { ENVIRONMENT } from '../lambda/environment.ts';
import { slackHandler } from '../lambda/handlers/slack.ts';
import { LOCAL_SECRETS, LOCAL_VENDORS, localSecrets } from '../local/pipeline/vendor-settings.ts';
import { startQueueServer } from '../local/servers/queue-server.ts';

const AT_ONCE = 50;
const ROUNDS = 20;
const HIDDEN_SECONDS = 900;

export interface ClickTimes {
  readonly clicks: number;
  /** Milliseconds from the request to its answer. */
  readonly median: number;
  readonly p99: number;
  /** Clicks that were answered but are not in the queue. */
  readonly lost: number;
}

/** Fifty people press a button in the same moment, twenty times: the deployed handler before an embedded queue. */
export async function slackClicks(): Promise<ClickTimes> {
  const queues = await startQueueServer({ visibilitySeconds: HIDDEN_SECONDS });
  try {
    const ports = composeSlack({
      environment: {
        [ENVIRONMENT.verifyQueueUrl]: queues.urls.verify,
        [ENVIRONMENT.slackSigningSecret]: LOCAL_SECRETS.slackSigning,
      },
      clock: { now: () => Date.now() },
      random: Math.random,
      sleep: async () => {},
      fetch: () => Promise.reject(new Error('nobody is to be told to press again')),
      secrets: localSecrets(),
      places: { sqs: queues.place },
    });
    const handle = slackHandler(() => ports);
    const times: number[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const clicks = Array.from({ length: AT_ONCE }, (_, index) => timed(handle, click(index)));
      const took = await Promise.all(clicks);
      // The first round opens the connections.
      if (round >= 0) times.push(...took);
    }
    const sorted = times.toSorted((left, right) => left - right);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    const queue = createSqsQueue({ client: createSqsClient(queues.place), queueUrl: queues.urls.verify });
    let queued = 0;
    for (let batch = await queue.receive(0); batch.length > 0; batch = await queue.receive(0)) {
      queued += batch.length;
    }
    return { clicks: times.length, median: at(0.5), p99: at(0.99), lost: (ROUNDS + 1) * AT_ONCE - queued };
  } finally {
    await queues.close();
  }
}

async function timed(handle: ReturnType<typeof slackHandler>, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = signatureOf(LOCAL_VENDORS.slack.signingSecret, timestamp, body);
  const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  const start = performance.now();
  const { statusCode } = await handle({ headers, body, isBase64Encoded: false });
  if (statusCode !== 200) throw new Error(`a click was answered with ${statusCode}`);
  return performance.now() - start;
}

function click(index: number): string {
  const payload = {
    type: 'block_actions',
    user: { id: `U0${index}` },
    channel: { id: `D0${index}` },
    message: { ts: '1.000001' },
    actions: [{ action_id: 'countersign.yes', value: `${'0123456789abcdef'.repeat(2)}-${index}.3` }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
