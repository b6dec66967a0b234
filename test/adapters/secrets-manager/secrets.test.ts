import {
  createSecretsManagerClient,
  createSecretsManagerSecrets,
} from '../../../lambda/adapters/secrets-manager/secrets.ts';
import { secretsContract } from '../../contracts/secrets.contract.ts';
import { type AwsAnswer, type AwsEndpoint, startAwsEndpoint } from '../aws/aws-endpoint.ts';

const KEPT_MS = 300_000;

const open: AwsEndpoint[] = [];
afterAll(() => Promise.all(open.map((endpoint) => endpoint.close())));

async function secretsManager(answer: (name: unknown) => AwsAnswer, now = () => 0) {
  const endpoint = await startAwsEndpoint(({ input }) => answer(input['SecretId']));
  open.push(endpoint);
  const client = createSecretsManagerClient(endpoint.place);
  return createSecretsManagerSecrets({ client, clock: { now }, keptMs: KEPT_MS });
}

const secretString = (text: string): AwsAnswer => ({ body: { SecretString: text } });
const notFound: AwsAnswer = {
  status: 400,
  body: { __type: 'ResourceNotFoundException', message: 'no such secret' },
};

secretsContract('Secrets Manager', (secrets) =>
  secretsManager((name) => {
    const fields = secrets[String(name)];
    return fields ? secretString(JSON.stringify(fields)) : notFound;
  }),
);

describe('Secrets Manager secrets', () => {
  test('a secret that was read is read again only after its lifetime', async () => {
    let now = 0;
    let token = 'first';
    const secrets = await secretsManager(
      () => secretString(JSON.stringify({ token })),
      () => now,
    );
    await secrets.read('slack');
    token = 'second';

    now = KEPT_MS - 1;
    expect(await secrets.read('slack')).toMatchObject({ value: { token: 'first' } });
    now = KEPT_MS;
    expect(await secrets.read('slack')).toMatchObject({ value: { token: 'second' } });
  });

  test('a secret that could not be used is read again at once', async () => {
    let token = 'REPLACE_ME';
    const secrets = await secretsManager(() => secretString(JSON.stringify({ token })));
    await secrets.read('slack');
    token = 'filled in';

    expect(await secrets.read('slack')).toMatchObject({ kind: 'delivered' });
  });

  test.each([
    ['no text', '', 'secret slack is empty'],
    ['a bare token', 'xoxb-hush', 'secret slack is not a JSON object of strings'],
    ['a list', '["xoxb-hush"]', 'secret slack is not a JSON object of strings'],
    ['a number in a field', '{"token":5}', 'secret slack: fill in token'],
  ])('%s is permanent, and the reason shows nothing of it', async (_, text, reason) => {
    const secrets = await secretsManager(() => secretString(text));

    expect(await secrets.read('slack')).toEqual({ kind: 'permanent', reason });
  });
});
