/**
 * The environment variables of the functions: written by `lib/`, read by `composition.ts` alone. Values are names
 * and addresses, never secrets.
 */
export const ENVIRONMENT = {
  queueUrl: 'COUNTERSIGN_QUEUE_URL',
  verifyQueueUrl: 'COUNTERSIGN_VERIFY_QUEUE_URL',
  investigateQueueUrl: 'COUNTERSIGN_INVESTIGATE_QUEUE_URL',
  stateTable: 'COUNTERSIGN_STATE_TABLE',
  journalTable: 'COUNTERSIGN_JOURNAL_TABLE',
  slackSigningSecret: 'COUNTERSIGN_SLACK_SIGNING_SECRET_ID',
  slackTokenSecret: 'COUNTERSIGN_SLACK_TOKEN_SECRET_ID',
  duoSecret: 'COUNTERSIGN_DUO_SECRET_ID',
  pagerDutySecret: 'COUNTERSIGN_PAGERDUTY_SECRET_ID',
  pagerDutyWebhookSecret: 'COUNTERSIGN_PAGERDUTY_WEBHOOK_SECRET_ID',
  archiveSecret: 'COUNTERSIGN_ARCHIVE_SECRET_ID',
  /** Queue of the ids of journal entries that the archive did not take yet. */
  shipLaterQueueUrl: 'COUNTERSIGN_SHIP_LATER_QUEUE_URL',
  /** JSON file with the validated configuration and the compiled rules, beside the handler's code. */
  deploymentFile: 'COUNTERSIGN_DEPLOYMENT_FILE',
  /** Table of addresses, beside the handler's code; without it nothing is known of where a call came from. */
  networksFile: 'COUNTERSIGN_NETWORKS_FILE',
  /** Name of the role that the canary assumes in every account, and what it says to be let in. */
  canaryRole: 'COUNTERSIGN_CANARY_ROLE',
  externalId: 'COUNTERSIGN_EXTERNAL_ID',
  /** Name of the role that reads in every account, under the same external id; where it is left out nobody asks there. */
  readRole: 'COUNTERSIGN_READ_ROLE',
  /** Says which code and configuration runs; no function reads it, `countersign doctor` does. */
  version: 'COUNTERSIGN_VERSION',
  /** Set by Lambda itself. */
  awsRegion: 'AWS_REGION',
  awsAccessKeyId: 'AWS_ACCESS_KEY_ID',
  awsSecretAccessKey: 'AWS_SECRET_ACCESS_KEY',
  awsSessionToken: 'AWS_SESSION_TOKEN',
} as const;

export type EnvironmentVariable = (typeof ENVIRONMENT)[keyof typeof ENVIRONMENT];
export type Environment = Readonly<Partial<Record<string, string>>>;
