import { ConfirmSubscriptionCommand, SNSClient } from '@aws-sdk/client-sns';
import { delivered } from '../../ports/outcome.ts';
import type { Subscriptions } from '../../ports/subscriptions.ts';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';
import { outcomeOfAwsError } from '../aws/error-outcome.ts';

export type SnsClientFor = (region: string) => SNSClient;

/** Clients by region, all with the same endpoint and credentials if any are given. */
export function createSnsClientFor(place: Omit<AwsPlace, 'region'> = {}): SnsClientFor {
  const clients = new Map<string, SNSClient>();
  return (region) => {
    const client = clients.get(region) ?? new SNSClient(awsClientConfig({ ...place, region }));
    clients.set(region, client);
    return client;
  };
}

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_.-]+$/u;

/**
 * Confirms with `AuthenticateOnUnsubscribe`: afterwards only the subscription's or the topic's owner can end it, not
 * everybody who sees the unsubscribe address in a message.
 */
export function createSnsSubscriptions(clientFor: SnsClientFor): Subscriptions {
  return {
    async confirm(topicArn, token) {
      const region = TOPIC_ARN.exec(topicArn)?.[1];
      if (region === undefined) return { kind: 'permanent', reason: 'not the ARN of a topic' };
      try {
        const answer = await clientFor(region).send(
          new ConfirmSubscriptionCommand({
            TopicArn: topicArn,
            Token: token,
            AuthenticateOnUnsubscribe: 'true',
          }),
        );
        if (answer.SubscriptionArn) return delivered(answer.SubscriptionArn);
        return { kind: 'transient', reason: 'SNS named no subscription' };
      } catch (thrown) {
        return outcomeOfAwsError(thrown);
      }
    },
  };
}
