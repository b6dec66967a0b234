import type { DatabaseSync } from 'node:sqlite';
import type { FauxqsParts, Queue, SqsStore, Stores } from './fauxqs-parts.ts';
import { LOCAL_REGION } from './local-place.ts';
import type { QueueName } from './queue-names.ts';

export interface OpenStores {
  readonly stores: Stores;
  /** Counts what comes into the queue from now on. @returns how much ever came, also in earlier runs */
  countArrivals(queue: Queue): () => number;
  close(): void;
}

/**
 * The queues' and topics' contents, read from the folder and written through to it. Messages that were being worked
 * on when the last run ended are there again at once: whoever had them is gone.
 */
export function openStores(parts: FauxqsParts, dataDir: string | undefined): OpenStores {
  const sqsStore = new parts.SqsStore();
  const snsStore = new parts.SnsStore();
  const stores = { sqsStore, snsStore, s3Store: new parts.S3Store() };
  if (dataDir === undefined) return { stores, countArrivals: countInMemory, close: () => {} };
  const { persistence, db } = parts.openPersistence(dataDir);
  persistence.loadSqsAndSns(sqsStore, snsStore);
  for (const queue of sqsStore.allQueues()) {
    // Before the queue writes through: fauxqs 2.4.1 cannot write down that a message is visible again.
    for (const receipt of [...queue.inflightMessages.keys()]) queue.changeVisibility(receipt, 0);
    queue.persistence = persistence;
  }
  sqsStore.persistence = persistence;
  snsStore.persistence = persistence;
  const countArrivals = (queue: Queue) => countInDatabase(db, queue.name);
  return { stores, countArrivals, close: () => persistence.close() };
}

function countInMemory(queue: Queue): () => number {
  let count = 0;
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (message) => {
    count++;
    enqueue(message);
  };
  return () => count;
}

/** By the database itself, together with each message: whenever the process is killed, the count is right. */
function countInDatabase(db: DatabaseSync, queueName: string): () => number {
  db.exec(`
    CREATE TABLE IF NOT EXISTS arrivals (queue_name TEXT PRIMARY KEY, count INTEGER NOT NULL);
    CREATE TRIGGER IF NOT EXISTS count_arrivals AFTER INSERT ON sqs_messages BEGIN
      INSERT INTO arrivals VALUES (NEW.queue_name, 1) ON CONFLICT DO UPDATE SET count = count + 1;
    END;
  `);
  const statement = db.prepare('SELECT count FROM arrivals WHERE queue_name = ?');
  return () => Number(statement.get(queueName)?.['count'] ?? 0);
}

/** The queue, created if it is not there. */
export function ensureQueue(
  store: SqsStore,
  name: QueueName,
  port: string,
  visibilitySeconds: number,
): Queue {
  const attributes = { VisibilityTimeout: String(visibilitySeconds), MessageRetentionPeriod: '1209600' };
  const existing = store.getQueueByName(name);
  existing?.setAttributes(attributes);
  if (existing) return existing;
  const url = store.buildQueueUrl(name, port, '', LOCAL_REGION);
  return store.createQueue(name, url, `arn:aws:sqs:${LOCAL_REGION}:000000000000:${name}`, attributes);
}
