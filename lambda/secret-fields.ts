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

/** The archive's secret, by how it is accessed; the others need none. */
export const ARCHIVE_SECRET_FIELDS = {
  basic: { username: 'username', password: 'password' },
  'api-key': { apiKey: 'apiKey' },
} as const;
