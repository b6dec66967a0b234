import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseJson } from '../../cloudtrail/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Outcome } from '../../ports/outcome.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';
import { outcomeOfAwsError } from '../aws/error-outcome.ts';
import { filledFields } from './filled.ts';

type Fields = Readonly<Record<string, string>>;

export interface SecretsManagerOptions {
  readonly client: SecretsManagerClient;
  readonly clock: Clock;
  /** How long a secret that could be read is used before it is read again. */
  readonly keptMs: number;
}

export function createSecretsManagerClient(place: AwsPlace = {}): SecretsManagerClient {
  return new SecretsManagerClient(awsClientConfig(place, { requestMs: 2_000 }));
}

/** Secrets by name or ARN. No reason it gives contains any part of a secret. */
export function createSecretsManagerSecrets(options: SecretsManagerOptions): Secrets {
  const kept = new Map<string, { readonly until: number; readonly outcome: Promise<Outcome<Fields>> }>();

  const fetchSecret = async (name: string): Promise<Outcome<Fields>> => {
    try {
      const answer = await options.client.send(new GetSecretValueCommand({ SecretId: name }));
      return fieldsOf(name, answer.SecretString ?? '');
    } catch (thrown) {
      return outcomeOfAwsError(thrown);
    }
  };

  return {
    async read(name) {
      const known = kept.get(name);
      if (known && options.clock.now() < known.until) return known.outcome;
      const reading = { until: options.clock.now() + options.keptMs, outcome: fetchSecret(name) };
      kept.set(name, reading);
      const outcome = await reading.outcome;
      if (outcome.kind !== 'delivered' && kept.get(name) === reading) kept.delete(name);
      return outcome;
    },
  };
}

/** What `parseJson` says of a text that is no JSON may quote it, so it is not passed on. */
function fieldsOf(name: string, text: string): Outcome<Fields> {
  if (text.trim() === '') return { kind: 'permanent', reason: `secret ${name} is empty` };
  const parsed = parseJson(text);
  return filledFields(name, parsed.ok ? parsed.value : null);
}
