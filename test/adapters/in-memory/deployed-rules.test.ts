import { createInMemoryDeployedRules } from '../../../lambda/adapters/in-memory/deployed-rules.ts';
import { deployedRulesContract } from '../../contracts/deployed-rules.contract.ts';

const CLOSED = '999900001111';

deployedRulesContract('in memory', () => {
  const rules = createInMemoryDeployedRules((place) =>
    place.startsWith(CLOSED) ? { kind: 'permanent', reason: 'AccessDenied: no' } : null,
  );
  return { deployedRules: rules, deploy: rules.deploy, closed: CLOSED };
});
