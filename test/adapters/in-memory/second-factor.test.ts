import { createInMemorySecondFactor } from '../../../lambda/adapters/in-memory/second-factor.ts';
import type { OutageMode } from '../../../local/stand-ins/outage.ts';
import { faultOf, movableClock } from '../../contracts/outage.ts';
import { describeSecondFactor } from '../../contracts/second-factor.contract.ts';

const KINDS = { approve: 'approved', deny: 'denied', fraud: 'fraud' } as const;

describeSecondFactor('in memory', () => {
  let mode: OutageMode = 'up';
  const clock = movableClock();
  const secondFactor = createInMemorySecondFactor({
    clock,
    faults: () => faultOf(mode),
    unusable: (person) => (person === 'bypass@example.com' ? 'let in unasked' : null),
  });
  return {
    secondFactor,
    setMode: (next) => {
      mode = next;
    },
    respond: (txid, response) => secondFactor.respond(txid, { kind: KINDS[response] }),
    advance: clock.advance,
    shown: () => secondFactor.pushes().map(({ info }) => info),
    person: 'ana@example.com',
    unusable: ['bypass@example.com'],
    deadlineMs: 0,
  };
});

describe('in-memory second factor', () => {
  test('lets the wait pass before it says that nobody answered', async () => {
    const clock = movableClock();
    const wait = async (ms: number) => clock.advance(ms);
    const secondFactor = createInMemorySecondFactor({ clock, wait });
    await secondFactor.start({ person: 'ana@example.com', info: {} });

    expect(await secondFactor.status('push-1', 60_000)).toEqual({
      kind: 'delivered',
      value: { kind: 'timeout' },
    });
  });

  test('keeps a push whose answer was lost', async () => {
    const secondFactor = createInMemorySecondFactor({
      clock: movableClock(),
      faults: () => ({ kind: 'answer-lost' }),
    });

    await secondFactor.start({ person: 'ana@example.com', info: {} });

    expect(secondFactor.pushes()).toHaveLength(1);
  });
});
