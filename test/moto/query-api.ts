import { setTimeout as sleep } from 'node:timers/promises';
import { signedHeaders } from '../../lambda/adapters/aws/sign-request.ts';

/** An account's services, where every request of a test goes. */
export interface EmulatedAccount {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export type Parameters = Readonly<Record<string, string>>;

const LOOK_MS = 200;

/**
 * One request of the query protocol, to a service whose client the product has no use for. The answer is XML.
 *
 * @param service as in the scope of a signature: `cloudformation`
 */
export async function query(
  { endpoint, credentials }: EmulatedAccount,
  { service, region }: { readonly service: string; readonly region: string },
  parameters: Parameters,
): Promise<string> {
  const url = `${endpoint}/`;
  const body = new URLSearchParams(parameters).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const request = { url, headers, body };
  const { host: _, ...signed } = signedHeaders(request, { service, region }, credentials, Date.now());
  const response = await fetch(url, { method: 'POST', headers: signed, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${parameters['Action']}: ${response.status} ${text}`);
  return text;
}

/** Creates the stack as CloudFormation would for whoever uploads the template, and waits until it is made. */
export async function createStack(
  account: EmulatedAccount,
  region: string,
  stack: { readonly name: string; readonly template: string },
): Promise<void> {
  const ask = (parameters: Parameters) =>
    query(
      account,
      { service: 'cloudformation', region },
      { Version: '2010-05-15', StackName: stack.name, ...parameters },
    );
  await ask({
    Action: 'CreateStack',
    TemplateBody: stack.template,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  for (let status = 'CREATE_IN_PROGRESS'; status !== 'CREATE_COMPLETE'; await sleep(LOOK_MS)) {
    const answer = await ask({ Action: 'DescribeStacks' });
    status = /<StackStatus>(\w+)</.exec(answer)?.[1] ?? 'unknown';
    if (!/^CREATE_(IN_PROGRESS|COMPLETE)$/.test(status)) throw new Error(`the stack is ${status}`);
  }
}

/** Logical ids of a stack's resources of which the emulator made something. */
export async function madeResources(
  account: EmulatedAccount,
  region: string,
  stack: string,
): Promise<readonly string[]> {
  const answer = await query(
    account,
    { service: 'cloudformation', region },
    { Action: 'ListStackResources', Version: '2010-05-15', StackName: stack },
  );
  return answer
    .split('</member>')
    .filter((member) => /<ResourceType>[^<]+</.test(member))
    .flatMap((member) => /<LogicalResourceId>([^<]+)</.exec(member)?.[1] ?? []);
}
