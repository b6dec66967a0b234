import { createInMemoryTrailLogs } from '../../../lambda/adapters/in-memory/trail-logs.ts';
import { trailLogsContract } from '../../contracts/trail-logs.contract.ts';

const CLOSED = '999900001111';

trailLogsContract('in memory', () => {
  const trailLogs = createInMemoryTrailLogs({
    failureAt: ({ account }) =>
      account === CLOSED ? { kind: 'permanent', reason: 'AccessDenied: no' } : null,
  });
  return { trailLogs, write: trailLogs.write, closed: CLOSED };
});
