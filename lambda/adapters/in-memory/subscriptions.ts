import { randomBytes, randomUUID } from 'node:crypto';
import { delivered } from '../../ports/outcome.ts';
import type { Subscriptions } from '../../ports/subscriptions.ts';

export interface InMemorySubscriptions extends Subscriptions {
  /** A topic wants to deliver; the token it would send. */
  ask(topicArn: string): string;
  /** ARNs of the topics that may deliver. */
  confirmed(): readonly string[];
}

export function createInMemorySubscriptions(): InMemorySubscriptions {
  const asked = new Map<string, { readonly topicArn: string; readonly arn: string }>();
  const confirmed = new Set<string>();

  return {
    ask(topicArn) {
      const token = randomBytes(128).toString('hex');
      asked.set(token, { topicArn, arn: `${topicArn}:${randomUUID()}` });
      return token;
    },

    async confirm(topicArn, token) {
      const subscription = asked.get(token);
      if (subscription?.topicArn !== topicArn)
        return { kind: 'permanent', reason: 'Invalid parameter: Token' };
      confirmed.add(topicArn);
      return delivered(subscription.arn);
    },

    confirmed: () => [...confirmed],
  };
}
