import { createDuoSecondFactor } from '../../../lambda/adapters/duo/duo-second-factor.ts';
import { createDuoStandIn } from '../../../local/stand-ins/duo.ts';
import { createDuoDirectory } from '../../../local/stand-ins/duo-directory.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { movableClock } from '../../contracts/outage.ts';
import { describeSecondFactor } from '../../contracts/second-factor.contract.ts';

const TIMEOUT_MS = 300;
const HOLD_MS = 50;

describeSecondFactor('Duo', () => {
  const clock = movableClock();
  const keys = { host: 'api-test.duosecurity.com', integrationKey: 'DITEST', secretKey: 'secret' };
  const directory = createDuoDirectory({
    'bypass@example.com': 'bypass',
    'locked@example.com': 'locked-out',
    'token@example.com': 'no-phone',
    'new@example.com': 'unknown',
  });
  const duo = createDuoStandIn({ ...keys, clock, directory, holdMs: HOLD_MS });
  return {
    secondFactor: createDuoSecondFactor({
      namesOf: (email) => [email, email.replace(/@.*/, '')],
      ...keys,
      clock,
      fetch: standInFetch([duo]),
      timeoutMs: TIMEOUT_MS,
    }),
    setMode: duo.setMode,
    respond: (txid, response) => duo.respond(txid, response),
    advance: clock.advance,
    shown: () => duo.state().pushes.map(({ info }) => info),
    person: 'ana@example.com',
    unusable: ['bypass@example.com', 'locked@example.com', 'token@example.com', 'new@example.com'],
    deadlineMs: TIMEOUT_MS,
  };
});
