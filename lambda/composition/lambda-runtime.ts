import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createSecretsManagerClient,
  createSecretsManagerSecrets,
} from '../adapters/secrets-manager/secrets.ts';
import { type Deployment, readDeploymentFile } from '../deployment.ts';
import { ENVIRONMENT } from '../environment.ts';
import { type Runtime, required } from './runtime.ts';

/** A rotated secret is used at the latest after this. */
const SECRET_KEPT_MS = 60_000;

/** The runtime of a Lambda function: the only reader of the process's environment, clock and randomness. */
export function lambdaRuntime(): Runtime {
  const clock = { now: () => Date.now() };
  return {
    environment: process.env,
    clock,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    fetch,
    secrets: createSecretsManagerSecrets({
      client: createSecretsManagerClient(),
      clock,
      keptMs: SECRET_KEPT_MS,
    }),
    places: {},
  };
}

/** @throws Error naming the file when it is not what the deployment wrote */
export function deploymentOf(runtime: Runtime): Deployment {
  const file = required(runtime, ENVIRONMENT.deploymentFile);
  const read = readDeploymentFile(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`${file}: ${read.reason}`);
  return read.value;
}
