import { createDuoSecondFactor } from '../../../lambda/adapters/duo/duo-second-factor.ts';
import { createDuoStandIn } from '../../../local/stand-ins/duo.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { movableClock } from '../../contracts/outage.ts';

const KEYS = { host: 'api-test.duosecurity.com', integrationKey: 'DITEST', secretKey: 'secret' };

function account() {
  const clock = movableClock();
  const create = () => createDuoStandIn({ ...KEYS, clock, holdMs: 20_000 });
  const duo = create();
  const secondFactor = createDuoSecondFactor({
    ...KEYS,
    namesOf: (email) => [email],
    clock,
    fetch: standInFetch([duo]),
  });
  const push = () =>
    secondFactor.start({ person: 'ana@example.com', info: { Account: '111122223333', Code: '42' } });
  return { clock, duo, secondFactor, push, create };
}

describe('the Duo stand-in', () => {
  test('shows a push with its match code', async () => {
    const { duo, push } = account();

    await push();

    expect(duo.state().pushes).toEqual([
      {
        txid: 'push-0001',
        person: 'ana@example.com',
        user: 'ana@example.com',
        info: { Account: '111122223333', Code: '42' },
        code: '42',
        state: 'waiting',
      },
    ]);
  });

  test('takes one answer only', async () => {
    const { duo, push } = account();
    await push();

    expect(duo.respond('push-0001', 'deny')).toBe(true);
    expect(duo.respond('push-0001', 'approve')).toBe(false);

    expect(duo.state().pushes[0]?.state).toBe('denied');
    expect(duo.respond('push-9999', 'approve')).toBe(false);
  });

  test('tells a waiting request of the time-out when its clock is moved', async () => {
    const { clock, duo, secondFactor, push } = account();
    await push();
    const status = secondFactor.status('push-0001', 10_000);
    await new Promise((resolve) => setTimeout(resolve, 10));

    clock.advance(60_000);
    duo.tick();

    expect(await status).toEqual({ kind: 'delivered', value: { kind: 'timeout' } });
    expect(duo.state().pushes[0]?.state).toBe('timeout');
  });

  test('goes on after a restart where it was saved', async () => {
    const { duo, push, create } = account();
    await push();
    await push();
    duo.respond('push-0001', 'fraud');

    const restarted = create();
    expect(restarted.load(JSON.parse(JSON.stringify(duo.save())))).toEqual({ ok: true, value: null });

    expect(restarted.state()).toEqual(duo.state());
    expect(restarted.load([]).ok).toBe(false);
    expect(restarted.state()).toEqual(duo.state());
  });
});
