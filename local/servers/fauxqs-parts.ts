import type { DatabaseSync } from 'node:sqlite';
import type { BuildAppOptions } from 'fauxqs';

export type Stores = NonNullable<BuildAppOptions['stores']>;
export type SqsStore = Stores['sqsStore'];
export type SnsStore = Stores['snsStore'];
export type Queue = NonNullable<ReturnType<SqsStore['getQueue']>>;
export type Topic = NonNullable<ReturnType<SnsStore['getTopic']>>;
type Message = Parameters<Queue['enqueue']>[0];
type Attributes = Record<string, never>;

/** What fauxqs writes its queues, topics and subscriptions through to. */
export type Persistence = NonNullable<SqsStore['persistence']>;

/**
 * The parts of fauxqs that it does not export: its stores, so that topics have their own accounts, and its persistence,
 * which it offers only together with listening on every interface. Its version is pinned exactly.
 */
export interface FauxqsParts {
  readonly SqsStore: {
    new (): SqsStore;
    createMessage(body: string, attributes?: Attributes, delaySeconds?: number): Message;
  };
  readonly SnsStore: new () => SnsStore;
  readonly S3Store: new () => Stores['s3Store'];
  /** Opens the SQLite file in the folder, or makes one. */
  openPersistence(dataDir: string): { readonly persistence: Persistence; readonly db: DatabaseSync };
  /** Delivers to a topic's subscriptions, in SNS's envelope. */
  fanOutToSubscriptions(publication: {
    readonly topicArn: string;
    readonly topic: Topic;
    readonly messageId: string;
    readonly message: string;
    readonly messageAttributes: Attributes;
    readonly snsStore: SnsStore;
    readonly sqsStore: SqsStore;
  }): void;
}

export async function loadFauxqsParts(): Promise<FauxqsParts> {
  const load = (file: string) => import(new URL(file, import.meta.resolve('fauxqs')).href);
  const { SqsStore } = await load('sqs/sqsStore.js');
  const { SnsStore } = await load('sns/snsStore.js');
  const { S3Store } = await load('s3/s3Store.js');
  const { fanOutToSubscriptions } = await load('sns/actions/publish.js');
  const { PersistenceManager } = await load('persistence.js');
  const openPersistence = (dataDir: string) => {
    const persistence = new PersistenceManager(dataDir);
    // Leaves the writing to the operating system, which outlives this process: nothing is lost by killing it.
    persistence.db.exec('PRAGMA synchronous = OFF');
    return { persistence, db: persistence.db };
  };
  return { SqsStore, SnsStore, S3Store, fanOutToSubscriptions, openPersistence };
}
