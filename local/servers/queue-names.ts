/** The queues of a local run: the central one, the hand-overs to the second factor and to the investigation, what EventBridge could not deliver. */
export const QUEUE_NAMES = ['events', 'verify', 'investigate', 'undelivered'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export type QueueUrls = Readonly<Record<QueueName, string>>;

/** What the thread of the queue server is started with. */
export interface QueueThreadData {
  readonly dataDir: string | undefined;
  readonly visibilitySeconds: number;
}
