import { createDuoSecondFactor } from '../../../lambda/adapters/duo/duo-second-factor.ts';
import { createDuoStandIn } from '../../../local/stand-ins/duo.ts';
import { createDuoDirectory } from '../../../local/stand-ins/duo-directory.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { movableClock } from '../../contracts/outage.ts';

const KEYS = {
  host: 'api-test.duosecurity.com',
  integrationKey: 'DITEST',
  secretKey: 'secret',
  namesOf: (email: string) => [email, email.replace(/@.*/, '')],
};
const TIMEOUT_MS = 250;

function duoWith(exceptions: Parameters<typeof createDuoDirectory>[0], holdMs = 20) {
  const clock = movableClock();
  const duo = createDuoStandIn({ ...KEYS, clock, directory: createDuoDirectory(exceptions), holdMs });
  const paths: string[] = [];
  const bodies: string[] = [];
  const intercepted = standInFetch([duo]);
  const secondFactor = createDuoSecondFactor({
    ...KEYS,
    clock,
    timeoutMs: TIMEOUT_MS,
    fetch: (url, init) => {
      paths.push(new URL(url).pathname);
      bodies.push(String(init.body));
      return intercepted(url, init);
    },
  });
  return { duo, secondFactor, paths, bodies };
}

describe('a push to a person', () => {
  test('goes to the local part of the e-mail when Duo does not know the whole', async () => {
    const { duo, secondFactor } = duoWith({ 'ana@example.com': 'unknown', ana: 'phone' });

    await secondFactor.start({ person: 'ana@example.com', info: {} });

    expect(duo.state().pushes.map(({ user }) => user)).toEqual(['ana']);
  });

  test('goes to nobody else when Duo knows the e-mail and locks it out', async () => {
    const { duo, secondFactor } = duoWith({ 'ana@example.com': 'locked-out', ana: 'phone' });

    const started = await secondFactor.start({ person: 'ana@example.com', info: {} });

    expect(started).toMatchObject({
      value: { kind: 'unusable', reason: expect.stringContaining('not permit') },
    });
    expect(duo.state().pushes).toEqual([]);
  });

  test('names whom Duo does not know', async () => {
    const { secondFactor } = duoWith({ 'ana@example.com': 'unknown' });

    const started = await secondFactor.start({ person: 'ana@example.com', info: {} });

    expect(started).toMatchObject({ value: { reason: 'Duo does not know ana@example.com or ana' } });
  });

  test('never tells Duo an address, which a trusted network would answer for', async () => {
    const { secondFactor, bodies } = duoWith({});

    await secondFactor.start({ person: 'ana@example.com', info: { Address: '192.0.2.1' } });

    const names = bodies.flatMap((body) => [...new URLSearchParams(body).keys()]);
    expect(names).toContain('pushinfo');
    expect(names).not.toContain('ipaddr');
  });

  test('is refused before it is sent when its info is too long', async () => {
    const { secondFactor, paths } = duoWith({});

    const started = await secondFactor.start({
      person: 'ana@example.com',
      info: { Calls: 'x'.repeat(20_000) },
    });

    expect(started).toMatchObject({ kind: 'permanent' });
    expect(paths).toEqual([]);
  });
});

describe('the status of a push', () => {
  test('is waiting when Duo holds the request past the wait and answers a ping', async () => {
    const { secondFactor, paths } = duoWith({}, 60_000);
    const started = await secondFactor.start({ person: 'ana@example.com', info: {} });
    if (started.kind !== 'delivered' || started.value.kind !== 'sent') throw new Error('no push');

    const status = await secondFactor.status(started.value.txid, 50);

    expect(status).toEqual({ kind: 'delivered', value: { kind: 'waiting' } });
    expect(paths.at(-1)).toBe('/auth/v2/ping');
  });

  test('comes as soon as the person answers', async () => {
    const { duo, secondFactor } = duoWith({}, 60_000);
    const started = await secondFactor.start({ person: 'ana@example.com', info: {} });
    if (started.kind !== 'delivered' || started.value.kind !== 'sent') throw new Error('no push');
    const { txid } = started.value;
    const asked = performance.now();

    const status = secondFactor.status(txid, 10_000);
    setTimeout(() => duo.respond(txid, 'fraud'), 20);

    expect(await status).toEqual({ kind: 'delivered', value: { kind: 'fraud' } });
    expect(performance.now() - asked).toBeLessThan(1_000);
  });
});

describe('Duo’s refusals', () => {
  test('of our keys are permanent and name no secret', async () => {
    const { duo } = duoWith({});
    const wrong = { ...KEYS, secretKey: 'another', clock: movableClock(), fetch: standInFetch([duo]) };

    const started = await createDuoSecondFactor(wrong).start({ person: 'ana@example.com', info: {} });

    expect(started).toEqual({
      kind: 'permanent',
      reason: 'Duo /auth/v2/preauth: 40103 Invalid signature in request credentials',
    });
  });

  test('of a clock that is wrong are permanent', async () => {
    const { duo } = duoWith({});
    const wrong = { ...KEYS, clock: movableClock(0), fetch: standInFetch([duo]) };

    const started = await createDuoSecondFactor(wrong).start({ person: 'ana@example.com', info: {} });

    expect(started).toMatchObject({ kind: 'permanent', reason: expect.stringContaining('40105') });
  });
});
