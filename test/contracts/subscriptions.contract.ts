import type { Subscriptions } from '../../lambda/ports/subscriptions.ts';

export interface SubscriptionsSubject {
  readonly subscriptions: Subscriptions;
  /** Lets a topic ask for confirmation; the token it sends. */
  readonly ask: (topicArn: string) => Promise<string>;
}

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:countersign-events';
const OTHER_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:countersign-events';

/** What everything that confirms subscriptions keeps. */
export function subscriptionsContract(adapter: string, open: () => Promise<SubscriptionsSubject>): void {
  describe(`subscriptions: ${adapter}`, () => {
    test('confirms with the token the topic sent, and says which subscription', async () => {
      const { subscriptions, ask } = await open();
      const token = await ask(TOPIC);

      const outcome = await subscriptions.confirm(TOPIC, token);

      expect(outcome).toEqual({ kind: 'delivered', value: expect.stringContaining(`${TOPIC}:`) });
    });

    test('confirming again gives the same subscription', async () => {
      const { subscriptions, ask } = await open();
      const token = await ask(TOPIC);

      const outcome = await subscriptions.confirm(TOPIC, token);

      expect(await subscriptions.confirm(TOPIC, token)).toEqual(outcome);
    });

    test("another topic's token, and one that nobody sent, are permanent failures", async () => {
      const { subscriptions, ask } = await open();
      const token = await ask(TOPIC);
      await ask(OTHER_TOPIC);

      expect(await subscriptions.confirm(OTHER_TOPIC, token)).toMatchObject({ kind: 'permanent' });
      expect(await subscriptions.confirm(TOPIC, 'nonsense')).toMatchObject({ kind: 'permanent' });
    });

    test('what is not the ARN of a topic is a permanent failure', async () => {
      const { subscriptions, ask } = await open();
      const token = await ask(TOPIC);

      for (const arn of ['', 'countersign-events', 'arn:aws:sns:evil.example.com/#:111122223333:x']) {
        expect(await subscriptions.confirm(arn, token)).toMatchObject({ kind: 'permanent' });
      }
    });
  });
}
