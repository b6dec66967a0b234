import fc from 'fast-check';
import { createInMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import { createInMemorySecrets } from '../../lambda/adapters/in-memory/secrets.ts';
import { webhookSignature } from '../../lambda/adapters/pagerduty/read-webhook.ts';
import type { PagerDutyPorts } from '../../lambda/composition/compose-pagerduty.ts';
import { pagerDutyHandler } from '../../lambda/handlers/pagerduty.ts';
import { movableClock } from '../contracts/outage.ts';

const SECRET = 'sKQwPKLBJKDvXzTkRzRbQhhHM3VYSqdI';
const CASE = `${'0123456789abcdef'.repeat(2)}-1`;

function world(changes: Partial<PagerDutyPorts> = {}, secret = SECRET) {
  const clock = movableClock();
  const queue = createInMemoryQueue({ clock, visibilityMs: 1_000 });
  const secrets = createInMemorySecrets({ webhook: { secret } });
  const ports: PagerDutyPorts = {
    verifyQueue: queue,
    clock,
    webhookSecret: () => secrets.read('webhook'),
    ...changes,
  };
  return {
    clock,
    handle: pagerDutyHandler(() => ports),
    taken: async () => (await queue.receive(0)).map(({ body }): unknown => JSON.parse(body)),
  };
}

/** As PagerDuty's documentation shows it ("Webhooks", "Webhook Payload"). */
function delivery(
  event: Readonly<Record<string, unknown>> = {},
  data: Readonly<Record<string, unknown>> = {},
) {
  return JSON.stringify({
    event: {
      id: '01DEN4HPBQAAAG05V5QQYBRZMF',
      event_type: 'incident.resolved',
      resource_type: 'incident',
      occurred_at: '2026-11-20T09:10:00.000Z',
      agent: { id: 'PLH1HKV', type: 'user_reference', summary: 'Olga On-Call' },
      client: null,
      data: {
        id: 'PGR0VU2',
        type: 'incident',
        status: 'resolved',
        incident_key: `countersign-${CASE}`,
        ...data,
      },
      ...event,
    },
  });
}

function signed(body: string, ...secrets: readonly string[]) {
  const used = secrets.length === 0 ? [SECRET] : secrets;
  const signatures = used.map((secret) => webhookSignature(secret, body)).join(',');
  return { headers: { 'x-pagerduty-signature': signatures }, body, isBase64Encoded: false };
}

describe('an incident that was resolved in PagerDuty', () => {
  test('is answered with 200 and its end handed on', async () => {
    const { handle, taken, clock } = world();
    expect(await handle(signed(delivery()))).toEqual({ statusCode: 200, body: '' });
    expect(await taken()).toEqual([{ kind: 'resolved', caseId: CASE, by: 'Olga On-Call', at: clock.now() }]);
  });

  test('may come base64-encoded: its signature is over the bytes that PagerDuty sent', async () => {
    const { handle, taken } = world();
    const request = signed(delivery());
    const body = Buffer.from(request.body).toString('base64');
    expect(await handle({ ...request, body, isBase64Encoded: true })).toMatchObject({ statusCode: 200 });
    expect(await taken()).toHaveLength(1);
  });

  test.each([
    ['signed with the new and the old secret', SECRET, ['another', SECRET]],
    ['signed with the old secret, while both are stored', `new ${SECRET}`, [SECRET]],
    ['signed with the new secret, while both are stored', `${SECRET} old`, [SECRET]],
  ])('is taken while the secret is rotated: %s', async (_name, stored, used) => {
    const { handle, taken } = world({}, stored);
    expect(await handle(signed(delivery(), ...used))).toMatchObject({ statusCode: 200 });
    expect(await taken()).toHaveLength(1);
  });

  test.each([
    ['of another event', delivery({ event_type: 'incident.acknowledged' })],
    ['of an incident that is none of ours', delivery({}, { incident_key: 'disk-full' })],
    ['of an incident of no case', delivery({}, { incident_key: 'countersign-' })],
    ['of an incident without a key', delivery({}, { incident_key: null })],
    ['that only tries the webhook', delivery({ event_type: 'pagey.ping', data: { message: 'Hello' } })],
    ['without an event', '{}'],
  ])('a delivery %s is taken and leads to nothing', async (_name, body) => {
    const { handle, taken } = world();
    expect(await handle(signed(body))).toEqual({ statusCode: 200, body: '' });
    expect(await taken()).toEqual([]);
  });
});

describe('a delivery that PagerDuty did not sign', () => {
  const body = delivery();
  const good = webhookSignature(SECRET, body);
  test.each([
    ['without a signature', {}],
    ['signed with another secret', { 'x-pagerduty-signature': webhookSignature('another', body) }],
    ['signed with no secret', { 'x-pagerduty-signature': webhookSignature('', body) }],
    ['with another version', { 'x-pagerduty-signature': good.replace('v1=', 'v2=') }],
    ['with a signature cut short', { 'x-pagerduty-signature': good.slice(0, 20) }],
    [
      'with its signature behind a thousand others',
      { 'x-pagerduty-signature': `${'v1=00,'.repeat(1_000)}${good}` },
    ],
  ])('%s is refused, and nothing is handed on', async (_name, headers) => {
    const { handle, taken } = world();
    expect(await handle({ headers, body, isBase64Encoded: false })).toMatchObject({ statusCode: 401 });
    expect(await taken()).toEqual([]);
  });

  test.each([
    ['one more byte', `${body} `],
    ['a byte order mark', `\ufeff${body}`],
    ['another case', delivery({}, { incident_key: `countersign-${CASE}0` })],
    ['nothing', ''],
  ])('or changed on the way to %s is refused', async (_name, changed) => {
    const { handle, taken } = world();
    expect(await handle({ ...signed(body), body: changed })).toMatchObject({ statusCode: 401 });
    expect(await taken()).toEqual([]);
  });

  test('of ten megabytes is refused unread', async () => {
    const { handle } = world();
    expect(await handle(signed('x'.repeat(10_000_000)))).toMatchObject({ statusCode: 413 });
  });

  test('of any shape is refused', async () => {
    const headers = fc.dictionary(
      fc.constantFrom('x-pagerduty-signature', 'content-type'),
      fc.string({ unit: 'binary' }),
    );
    const request = fc.record({
      headers,
      body: fc.string({ unit: 'binary' }),
      isBase64Encoded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(request, async (given) => {
        const { handle, taken } = world();
        expect(await handle(given)).toMatchObject({ statusCode: 401 });
        expect(await taken()).toEqual([]);
      }),
    );
  });
});

describe('PagerDuty is told to deliver again', () => {
  test('while the secret cannot be read', async () => {
    const { handle } = world({ webhookSecret: async () => ({ kind: 'transient', reason: 'no answer' }) });
    expect(await handle(signed(delivery()))).toMatchObject({ statusCode: 503 });
  });

  test.each<readonly [string, () => Promise<void>]>([
    ['fails', () => Promise.reject(new Error('no queue'))],
    ['hangs', () => new Promise(() => {})],
  ])('while the queue %s', async (_name, send) => {
    const { handle } = world({ verifyQueue: { send } });
    expect(await handle(signed(delivery()))).toMatchObject({ statusCode: 503 });
  });
});
