import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assumedRole } from '../../../lambda/adapters/aws/assumed-role.ts';

const ROLE = 'arn:aws:iam::111122223333:role/countersign-read';
const NOW = Date.UTC(2026, 2, 9);
const MINUTE_MS = 60_000;

describe('credentials of an assumed role', () => {
  let server: Server;
  let asked: URLSearchParams[] = [];
  let refuses = false;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      asked.push(new URLSearchParams(Buffer.concat(parts).toString()));
      response.writeHead(refuses ? 403 : 200, { 'content-type': 'text/xml' });
      response.end(refuses ? REFUSAL : answerOf(asked.length));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    asked = [];
    refuses = false;
  });

  const REFUSAL =
    '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>';

  function answerOf(number: number): string {
    const expiration = new Date(NOW + number * 60 * MINUTE_MS).toISOString();
    return `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE${number}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  }

  function provider(now: () => number) {
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
    const sts = { region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, credentials };
    const role = { arn: ROLE, externalId: 'countersign-123456789012', sessionName: 'investigate', sts };
    return assumedRole(role, now);
  }

  test('are asked for once, with the external id, for all that use them', async () => {
    const credentials = provider(() => NOW);

    const all = await Promise.all([credentials(), credentials(), credentials()]);

    expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual([
      'ASIAEXAMPLE1',
      'ASIAEXAMPLE1',
      'ASIAEXAMPLE1',
    ]);
    expect(
      asked.map((each) => [each.get('RoleArn'), each.get('ExternalId'), each.get('RoleSessionName')]),
    ).toEqual([[ROLE, 'countersign-123456789012', 'investigate']]);
  });

  test('are asked for anew before they end', async () => {
    let now = NOW;
    const credentials = provider(() => now);
    await credentials();

    now = NOW + 56 * MINUTE_MS;

    expect((await credentials()).accessKeyId).toBe('ASIAEXAMPLE2');
    expect((await credentials()).accessKeyId).toBe('ASIAEXAMPLE2');
  });

  test('a refusal is told to whoever asks', async () => {
    refuses = true;

    await expect(provider(() => NOW)()).rejects.toThrow('not authorized');
  });
});
