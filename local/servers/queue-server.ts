import path from 'node:path';
import type { AwsPlace } from '../../lambda/adapters/aws/client-config.ts';
import { LOCAL_REGION, localPlace } from './local-place.ts';
import type { QueueName, QueueThreadData, QueueUrls } from './queue-names.ts';
import { startServerThread } from './server-thread.ts';

export interface QueueServerOptions {
  /** Where messages, topics and subscriptions are kept; in memory without it. One process at a time. */
  readonly dataDir?: string;
  /** How long a received message stays hidden. @default 30 */
  readonly visibilitySeconds?: number;
}

/** An embedded SQS and SNS: fauxqs, with topics of any account. */
export interface QueueServer {
  readonly endpoint: string;
  readonly region: string;
  /** For the clients' factories. */
  readonly place: AwsPlace;
  readonly urls: QueueUrls;
  /** There is such a topic, and it delivers to the queue `events`. */
  ensureTopic(topicArn: string): Promise<void>;
  /** There is such a topic, and it asks the queue `events` for confirmation before it delivers. */
  askToSubscribe(topicArn: string): Promise<void>;
  /** Puts a body into a queue as it is, also one that SQS would refuse to take. */
  put(queue: QueueName, body: string): Promise<void>;
  /** Messages that ever came into the queue `events`, also in earlier runs on the same data. */
  arrived(): Promise<number>;
  close(): Promise<void>;
}

export async function startQueueServer(options: QueueServerOptions = {}): Promise<QueueServer> {
  const data: QueueThreadData = {
    dataDir: options.dataDir && path.join(options.dataDir, 'queues'),
    visibilitySeconds: options.visibilitySeconds ?? 30,
  };
  const thread = await startServerThread(new URL('./queue-thread.ts', import.meta.url), data);
  const { endpoint, urls } = startedOf(thread.started);
  return {
    endpoint,
    region: LOCAL_REGION,
    place: localPlace(endpoint),
    urls,
    ensureTopic: async (topicArn) => {
      await thread.call('ensureTopic', topicArn);
    },
    askToSubscribe: async (topicArn) => {
      await thread.call('askToSubscribe', topicArn);
    },
    put: async (queue, body) => {
      await thread.call('put', queue, body);
    },
    arrived: async () => Number(await thread.call('arrived')),
    close: thread.close,
  };
}

function startedOf(started: unknown): { readonly endpoint: string; readonly urls: QueueUrls } {
  if (!isStarted(started)) throw new Error('the queue server said nothing of where it is');
  return started;
}

function isStarted(value: unknown): value is { endpoint: string; urls: QueueUrls } {
  return typeof value === 'object' && value !== null && 'endpoint' in value && 'urls' in value;
}
