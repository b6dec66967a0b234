import { createAwsCanarySender } from '../../../lambda/adapters/aws/canary-sender.ts';
import type { Fetch } from '../../../lambda/adapters/http/exchange.ts';
import type { MemberPlace } from '../../../lambda/config/member-places.ts';
import { canarySenderContract } from '../../contracts/canary-sender.contract.ts';
import { movableClock } from '../../contracts/outage.ts';

const CLOSED = '123456789012';

function senderOver(fetch: Fetch) {
  return createAwsCanarySender({
    fetch,
    clock: movableClock(),
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'own' },
    region: 'eu-west-1',
    roleName: 'countersign-canary',
    externalId: 'countersign-123456789012',
    timeoutMs: 100,
  });
}

/** STS and SSM as far as a canary needs them: a session's token names its account. */
function awsStandIn() {
  const sent: { place: MemberPlace; nonce: string }[] = [];
  const asked: { url: string; headers: Headers; body: string }[] = [];
  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    asked.push({ url, headers, body: String(init.body) });
    if (url.startsWith('https://sts.')) {
      const role = new URLSearchParams(String(init.body)).get('RoleArn') ?? '';
      const account = role.split(':')[4] ?? '';
      if (account === CLOSED) {
        return new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
      }
      return new Response(
        `<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>${account}</SessionToken></Credentials>`,
      );
    }
    const region = url.split('.')[1] ?? '';
    const nonce = JSON.parse(String(init.body)).Value;
    sent.push({ place: { account: headers.get('x-amz-security-token') ?? '', region }, nonce });
    return new Response('{"Version":1}');
  };
  return { fetch, sent: () => sent, asked };
}

canarySenderContract('AWS', () => {
  const aws = awsStandIn();
  return { sender: senderOver(aws.fetch), sent: aws.sent, closed: CLOSED };
});

describe('AWS canary sender', () => {
  test('puts the nonce where the record of the call shows it: into the name of the session', async () => {
    const aws = awsStandIn();

    await senderOver(aws.fetch).send({ account: '111122223333', region: 'eu-central-1' }, 'n1');

    const asked = Object.fromEntries(new URLSearchParams(aws.asked[0]?.body));
    expect(asked).toMatchObject({
      RoleArn: 'arn:aws:iam::111122223333:role/countersign-canary',
      RoleSessionName: 'canary-n1',
      ExternalId: 'countersign-123456789012',
    });
  });

  test.each([
    ['cn-north-1', 'arn:aws-cn:iam::', 'https://ssm.cn-north-1.amazonaws.com.cn/'],
    ['us-gov-west-1', 'arn:aws-us-gov:iam::', 'https://ssm.us-gov-west-1.amazonaws.com/'],
  ])('finds the services of %s', async (region, arn, url) => {
    const aws = awsStandIn();

    await senderOver(aws.fetch).send({ account: '111122223333', region }, 'n1');

    expect(new URLSearchParams(aws.asked[0]?.body).get('RoleArn')).toContain(arn);
    expect(aws.asked[1]?.url).toBe(url);
  });

  test.each([
    ['a service that never answers', () => new Promise<Response>(() => {})],
    ['no network', () => Promise.reject(new Error('fetch failed'))],
    ['an answer without credentials', async () => new Response('<html>')],
    ['a server error', async () => new Response('', { status: 503 })],
  ])('%s is an outage', async (_what, fetch) => {
    const outcome = await senderOver(fetch).send({ account: '111122223333', region: 'eu-central-1' }, 'n1');

    expect(outcome.kind).toBe('transient');
  });
});
