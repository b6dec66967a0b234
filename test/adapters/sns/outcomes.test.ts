import { createSnsClientFor, createSnsSubscriptions } from '../../../lambda/adapters/sns/subscriptions.ts';
import { type AwsAnswer, type AwsEndpoint, type AwsRequest, startAwsEndpoint } from '../aws/aws-endpoint.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:countersign-events';

const open: AwsEndpoint[] = [];
afterAll(() => Promise.all(open.map((endpoint) => endpoint.close())));

async function sns(answer: (request: AwsRequest) => AwsAnswer) {
  const endpoint = await startAwsEndpoint(answer);
  open.push(endpoint);
  return createSnsSubscriptions(createSnsClientFor(endpoint.place));
}

const failure = (status: number, code: string): AwsAnswer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>said SNS</Message></Error></ErrorResponse>`,
});

describe('SNS subscriptions', () => {
  test('asks that ending the subscription takes credentials', async () => {
    const seen: AwsRequest[] = [];
    const subscriptions = await sns((request) => {
      seen.push(request);
      return { body: confirmed };
    });

    expect(await subscriptions.confirm(TOPIC, 'token')).toEqual({ kind: 'delivered', value: `${TOPIC}:1` });
    expect(seen).toMatchObject([
      {
        operation: 'ConfirmSubscription',
        input: expect.objectContaining({
          TopicArn: TOPIC,
          Token: 'token',
          AuthenticateOnUnsubscribe: 'true',
        }),
      },
    ]);
  });

  test.each([
    [400, 'InvalidParameter', 'permanent'],
    [403, 'AuthorizationError', 'permanent'],
    [404, 'NotFound', 'permanent'],
    [400, 'Throttling', 'throttled'],
    [429, 'Throttled', 'throttled'],
    [500, 'InternalError', 'transient'],
    [503, 'ServiceUnavailable', 'transient'],
  ])('%i %s is %s', async (status, code, kind) => {
    const subscriptions = await sns(() => failure(status, code));

    expect(await subscriptions.confirm(TOPIC, 'token')).toMatchObject({ kind });
  });

  test('an answer that names no subscription, or is no XML, is transient', async () => {
    const empty = await sns(() => ({ body: '<ConfirmSubscriptionResponse/>' }));
    const garbage = await sns(() => ({ body: '<html>not SNS' }));

    expect(await empty.confirm(TOPIC, 'token')).toMatchObject({ kind: 'transient' });
    expect(await garbage.confirm(TOPIC, 'token')).toMatchObject({ kind: 'transient' });
  });
});

const confirmed = `<ConfirmSubscriptionResponse><ConfirmSubscriptionResult><SubscriptionArn>${TOPIC}:1</SubscriptionArn></ConfirmSubscriptionResult></ConfirmSubscriptionResponse>`;
