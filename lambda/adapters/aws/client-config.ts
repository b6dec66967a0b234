/** Where a service is reached. Everything absent comes from the Lambda's own environment. */
export interface AwsPlace {
  readonly region?: string;
  /** Of an embedded server. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** How long a client waits; milliseconds. */
export interface AwsPatience {
  readonly connectMs: number;
  /** For one attempt, from sending to the end of the answer. */
  readonly requestMs: number;
  /** 1: no retry. */
  readonly attempts: number;
}

const DEFAULT_PATIENCE: AwsPatience = { connectMs: 1_000, requestMs: 5_000, attempts: 3 };

/**
 * The configuration of every AWS client here. A `requestTimeout` alone only logs a warning (AWS SDK for JavaScript
 * v3, NodeHttpHandler options): `throwOnRequestTimeout` makes it end the request.
 */
export function awsClientConfig(place: AwsPlace, patience: Partial<AwsPatience> = {}) {
  const { connectMs, requestMs, attempts } = { ...DEFAULT_PATIENCE, ...patience };
  return {
    ...place,
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 64 },
      httpsAgent: { keepAlive: true, maxSockets: 64 },
    },
  };
}
