import { workerData } from 'node:worker_threads';
import { buildApp } from 'fauxqs';
import { answerInstead } from './fauxqs-limits.ts';
import { loadFauxqsParts, type Queue } from './fauxqs-parts.ts';
import { LOCAL_REGION } from './local-place.ts';
import { QUEUE_NAMES, type QueueThreadData } from './queue-names.ts';
import { ensureQueue, openStores } from './queue-stores.ts';
import { serveParent, surviveHangUps } from './thread-side.ts';
import { confirmationMessage, subscribe, topicAt } from './topics.ts';

const { dataDir, visibilitySeconds }: QueueThreadData = workerData;

surviveHangUps();
await serveParent(async () => {
  const parts = await loadFauxqsParts();
  const { stores, countArrivals, close } = openStores(parts, dataDir);
  const app = buildApp({ logger: false, defaultRegion: LOCAL_REGION, stores });
  app.addHook('preHandler', async (request, reply) => {
    const answer = answerInstead(parts, stores, request);
    if (answer) return reply.type(answer.type).send(answer.body);
    return undefined;
  });
  app.addHook('onClose', async () => close());

  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = new URL(endpoint);
  const queues = new Map<string, Queue>(
    QUEUE_NAMES.map((name) => [name, ensureQueue(stores.sqsStore, name, port, visibilitySeconds)]),
  );
  const queueOf = (name: string): Queue => {
    const queue = queues.get(name);
    if (!queue) throw new Error(`there is no queue ${name}`);
    return queue;
  };
  const arrived = countArrivals(queueOf('events'));
  const put = (name: string, body: string) => queueOf(name).enqueue(parts.SqsStore.createMessage(body));

  return {
    started: { endpoint, urls: Object.fromEntries([...queues].map(([name, { url }]) => [name, url])) },
    methods: {
      ensureTopic(arn) {
        subscribe(stores.snsStore, topicAt(stores.snsStore, arn), queueOf('events'), true);
      },
      askToSubscribe(arn) {
        const topic = topicAt(stores.snsStore, arn);
        const subscription = subscribe(stores.snsStore, topic, queueOf('events'), false);
        put('events', confirmationMessage(stores.snsStore, topic, subscription));
      },
      put: (name, body) => put(name, body),
      arrived,
      close: () => app.close(),
    },
  };
});
