import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { SECRET_PLACEHOLDER } from '../lambda/adapters/secrets-manager/filled.ts';
import { SECRET_FIELDS, SECRET_NAMES } from '../lambda/secret-fields.ts';

/** One secret for each vendor and use, so that a function can be given just its own. The values are ARNs. */
export type VendorSecrets = Readonly<Record<keyof typeof SECRET_FIELDS, string>>;

/**
 * Secrets with every field and nothing in them: whoever deploys fills them in. `CfnSecret`, because the CDK's own
 * `Secret` would generate a value, and a random token looks like a wrong one instead of a missing one.
 */
export function addVendorSecrets(scope: Construct): VendorSecrets {
  return {
    slackSigning: emptySecret(
      scope,
      SECRET_FIELDS.slackSigning,
      SECRET_NAMES.slackSigning,
      'signing secret of the Slack app',
    ),
    slackToken: emptySecret(
      scope,
      SECRET_FIELDS.slackToken,
      SECRET_NAMES.slackToken,
      'bot token of the Slack app',
    ),
    duo: emptySecret(scope, SECRET_FIELDS.duo, SECRET_NAMES.duo, 'keys of the Duo Auth API application'),
    pagerDuty: emptySecret(
      scope,
      SECRET_FIELDS.pagerDuty,
      SECRET_NAMES.pagerDuty,
      'routing key of the PagerDuty Events API v2 integration',
    ),
    pagerDutyWebhook: emptySecret(
      scope,
      SECRET_FIELDS.pagerDutyWebhook,
      SECRET_NAMES.pagerDutyWebhook,
      "secret of PagerDuty's webhook subscription",
    ),
  };
}

/** @param named the fields */
export function emptySecret(
  scope: Construct,
  named: Readonly<Record<string, string>>,
  name: string,
  content: string,
): string {
  const fields = Object.keys(named).map((field) => [field, SECRET_PLACEHOLDER]);
  const secret = new CfnSecret(scope, `Secret-${name.split('/').at(-1)}`, {
    name,
    description: `Countersign: ${content}; a JSON object whose fields are to be filled in`,
    secretString: JSON.stringify(Object.fromEntries(fields)),
  });
  secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The vendor issues the value and has no interface to rotate it; the runbook says how to by hand.',
  });
  return secret.ref;
}
