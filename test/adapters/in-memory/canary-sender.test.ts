import { createInMemoryCanarySender } from '../../../lambda/adapters/in-memory/canary-sender.ts';
import { canarySenderContract } from '../../contracts/canary-sender.contract.ts';

const CLOSED = '123456789012';

canarySenderContract('in memory', () => {
  const sender = createInMemoryCanarySender((place) =>
    place.startsWith(CLOSED) ? { kind: 'permanent', reason: 'AccessDenied' } : null,
  );
  return { sender, sent: sender.sent, closed: CLOSED };
});
