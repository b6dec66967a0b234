import { createInMemorySubscriptions } from '../../../lambda/adapters/in-memory/subscriptions.ts';
import { subscriptionsContract } from '../../contracts/subscriptions.contract.ts';

subscriptionsContract('in memory', async () => {
  const subscriptions = createInMemorySubscriptions();
  return { subscriptions, ask: async (topicArn) => subscriptions.ask(topicArn) };
});
