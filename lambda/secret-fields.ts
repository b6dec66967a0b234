/**
 * The fields of each vendor's secret, which is a JSON object of strings. The deployment creates the secrets with these
 * fields and nothing in them; the composition reads them by these names.
 */
export const SECRET_FIELDS = {
  slackSigning: { signingSecret: 'signingSecret' },
  slackToken: { token: 'token' },
  duo: { integrationKey: 'integrationKey', secretKey: 'secretKey' },
  pagerDuty: { routingKey: 'routingKey' },
} as const;
