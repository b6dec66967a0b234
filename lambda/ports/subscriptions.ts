import type { Outcome } from './outcome.ts';

/** Confirms that a topic may deliver to our queue. */
export interface Subscriptions {
  /** In the topic's own region, never by fetching the address in the message. The value is the subscription's ARN. */
  confirm(topicArn: string, token: string): Promise<Outcome<string>>;
}
