import { CANARY_PARAMETER, canarySession } from '../../cloudtrail/canary.ts';
import { type Partition, partitionOf } from '../../config/regions.ts';
import type { CanarySender } from '../../ports/canary-sender.ts';
import type { Clock } from '../../ports/clock.ts';
import { delivered, type Failure } from '../../ports/outcome.ts';
import { exchange, type Fetch } from '../http/exchange.ts';
import { reasonOf } from '../http/reason.ts';
import { type AwsCredentials, signedHeaders } from './sign-request.ts';

export interface AwsCanarySenderOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Of the function itself; it may assume the canary's role. */
  readonly credentials: AwsCredentials;
  /** The function's own region, where the role is assumed. */
  readonly region: string;
  readonly roleName: string;
  readonly externalId: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
/** The shortest that STS gives; one call is made with it. */
const SESSION_SECONDS = 900;

const DNS_SUFFIX: Readonly<Record<Partition, string>> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
  'aws-eusc': 'amazonaws.eu',
};

/**
 * Assumes the canary's role in the account and writes its parameter in the region. The nonce is the session's name: the
 * record of the call shows that, and hides the parameter's value.
 */
export function createAwsCanarySender(options: AwsCanarySenderOptions): CanarySender {
  const post = async (request: Posted, credentials: AwsCredentials): Promise<string | Failure> => {
    const { fetch, clock } = options;
    const headers = signedHeaders(request, request.scope, credentials, clock.now());
    const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const { host: _sentByFetch, ...sent } = headers;
    const answer = await exchange(
      fetch,
      { method: 'POST', url: request.url, headers: sent, body: request.body },
      deadline,
    );
    if (answer.kind === 'silent') return { kind: 'transient', reason: `${request.scope.service}: no answer` };
    if (answer.kind === 'failed') return { kind: 'transient', reason: answer.reason };
    if (answer.status === 200) return answer.body;
    const reason = `${request.scope.service} answered ${answer.status}: ${reasonOf(answer.body, [])}`;
    return { kind: answer.status < 500 ? 'permanent' : 'transient', reason };
  };
  return {
    async send({ account, region }, nonce) {
      const partition = partitionOf(region);
      if (partition === null) return { kind: 'permanent', reason: 'not a region' };
      const assumed = await post(assumption(options, partition, account, nonce), options.credentials);
      if (typeof assumed !== 'string') return assumed;
      const credentials = credentialsIn(assumed);
      if (credentials === null) return { kind: 'transient', reason: 'sts gave no credentials' };
      const written = await post(writing(partition, region, nonce), credentials);
      return typeof written === 'string' ? delivered(null) : written;
    },
  };
}

interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly scope: { readonly region: string; readonly service: string };
}

function assumption(
  { region, roleName, externalId }: AwsCanarySenderOptions,
  partition: Partition,
  account: string,
  nonce: string,
): Posted {
  const body = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: `arn:${partition}:iam::${account}:role/${roleName}`,
    RoleSessionName: canarySession(nonce),
    ExternalId: externalId,
    DurationSeconds: String(SESSION_SECONDS),
  });
  return {
    url: `https://sts.${region}.${DNS_SUFFIX[partition]}/`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
    scope: { region, service: 'sts' },
  };
}

function writing(partition: Partition, region: string, nonce: string): Posted {
  return {
    url: `https://ssm.${region}.${DNS_SUFFIX[partition]}/`,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.PutParameter' },
    body: JSON.stringify({ Name: CANARY_PARAMETER, Value: nonce, Type: 'String', Overwrite: true }),
    scope: { region, service: 'ssm' },
  };
}

/** From the XML that STS answers with; none of the values holds a character that XML escapes. */
function credentialsIn(xml: string): AwsCredentials | null {
  const text = (tag: string) => new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(xml)?.[1];
  const accessKeyId = text('AccessKeyId');
  const secretAccessKey = text('SecretAccessKey');
  const sessionToken = text('SessionToken');
  return accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined
    ? null
    : { accessKeyId, secretAccessKey, sessionToken };
}
