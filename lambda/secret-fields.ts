/**
 * The fields of each vendor's secret, which is a JSON object of strings. The deployment creates the secrets with these
 * fields and nothing in them; the composition reads them by these names.
 */
export const SECRET_FIELDS = {
  slackSigning: { signingSecret: 'signingSecret' },
  slackToken: { token: 'token' },
  duo: { integrationKey: 'integrationKey', secretKey: 'secretKey' },
  pagerDuty: { routingKey: 'routingKey' },
  pagerDutyWebhook: { secret: 'secret' },
} as const;

/** What Secrets Manager calls them. */
export const SECRET_NAMES = {
  slackSigning: 'countersign/slack-signing',
  slackToken: 'countersign/slack-token',
  duo: 'countersign/duo',
  pagerDuty: 'countersign/pagerduty',
  pagerDutyWebhook: 'countersign/pagerduty-webhook',
} as const satisfies Readonly<Record<keyof typeof SECRET_FIELDS, string>>;

/** Of a deployment that ships its journal with a password or a key. */
export const ARCHIVE_SECRET = 'countersign/archive';

/** The archive's secret, by how it is accessed; the others need none. */
export const ARCHIVE_SECRET_FIELDS = {
  basic: { username: 'username', password: 'password' },
  'api-key': { apiKey: 'apiKey' },
} as const;
