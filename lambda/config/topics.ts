/** The topic of every account and region that events and alarms go to; the account in its ARN is the sender's proof. */
export const EVENTS_TOPIC = 'countersign-events';
/** The topic that tells people about Countersign itself, past the queue. */
export const ALARMS_TOPIC = 'countersign-alarms';
