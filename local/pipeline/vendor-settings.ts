import type { Outcome } from '../../lambda/ports/outcome.ts';
import type { Secrets } from '../../lambda/ports/secrets.ts';

/** Made up: they open nothing outside this process, where the stand-ins check them as the vendors would. */
export const LOCAL_VENDORS = {
  slack: { signingSecret: 'local-slack-signing-secret', token: 'xoxb-local' },
  duo: {
    host: 'api-countersign.duosecurity.com',
    integrationKey: 'DILOCALLOCALLOCALLOC',
    secretKey: 'local-duo-secret-key',
  },
  pagerDuty: {
    routingKey: 'local0local0local0local0local000',
    webhookSecret: 'local-pagerduty-webhook-secret',
  },
} as const;

/** Where the security team reads along, when no configuration names a channel. */
export const LOCAL_SECURITY_CHANNEL = 'C0SECURITY';

/** Names under which the composed functions ask for their secrets. */
export const LOCAL_SECRETS = {
  slackSigning: 'local/slack-signing',
  slackToken: 'local/slack-token',
  duo: 'local/duo',
  pagerDuty: 'local/pagerduty',
  pagerDutyWebhook: 'local/pagerduty-webhook',
} as const;

export function localSecrets(): Secrets {
  const { slack, duo, pagerDuty } = LOCAL_VENDORS;
  const fields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    [LOCAL_SECRETS.slackSigning]: { signingSecret: slack.signingSecret },
    [LOCAL_SECRETS.slackToken]: { token: slack.token },
    [LOCAL_SECRETS.duo]: { integrationKey: duo.integrationKey, secretKey: duo.secretKey },
    [LOCAL_SECRETS.pagerDuty]: { routingKey: pagerDuty.routingKey },
    [LOCAL_SECRETS.pagerDutyWebhook]: { secret: pagerDuty.webhookSecret },
  };
  return {
    read: async (name): Promise<Outcome<Readonly<Record<string, string>>>> => {
      const value = fields[name];
      return value === undefined
        ? { kind: 'permanent', reason: `no secret ${name}` }
        : { kind: 'delivered', value };
    },
  };
}
