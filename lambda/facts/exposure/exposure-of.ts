import type { ApiCall } from '../../cloudtrail/api-call.ts';
import { objectOf } from '../../cloudtrail/json.ts';
import type { Config } from '../../config/config.ts';
import { ourAccounts } from '../policy/our-accounts.ts';
import type { Analyser, AnalyserTable, Exposure } from './analyser.ts';
import { BUCKETS } from './buckets.ts';
import { DATABASES } from './databases.ts';
import { DESTINATIONS } from './destinations.ts';
import { FUNCTIONS } from './functions.ts';
import { GUARDS } from './guards.ts';
import { IDENTITIES } from './identities.ts';
import { POLICY_PARAMETERS } from './policy-parameters.ts';
import { PUBLIC_ENDPOINTS } from './public-endpoints.ts';
import { QUEUES_AND_TOPICS } from './queues-and-topics.ts';
import { RESOURCE_POLICIES } from './resource-policies.ts';
import { SECURITY_GROUPS } from './security-groups.ts';
import { SNAPSHOTS } from './snapshots.ts';

/** Source → name → analyser. */
const ANALYSERS = merge([
  BUCKETS,
  DATABASES,
  DESTINATIONS,
  FUNCTIONS,
  GUARDS,
  IDENTITIES,
  POLICY_PARAMETERS,
  PUBLIC_ENDPOINTS,
  QUEUES_AND_TOPICS,
  RESOURCE_POLICIES,
  SECURITY_GROUPS,
  SNAPSHOTS,
]);

/**
 * What a call opens to the world, to other accounts, or to administrators; each value once, empty for nothing.
 *
 * A failed call has the exposures it would have had: it is an attempt.
 */
export function exposureOf(
  call: ApiCall,
  config: Pick<Config, 'accounts' | 'organizationId'>,
): readonly Exposure[] {
  const names = ANALYSERS.get(call.eventSource);
  const analyse = names?.get(call.eventName) ?? names?.get(withoutVersion(call.eventName));
  if (analyse === undefined) return [];
  const parameters = objectOf(call.record['requestParameters']);
  const found = analyse({ call, parameters, ours: ourAccounts(config, call.account) });
  return found.length < 2 ? found : [...new Set(found)];
}

/** Lambda writes its API's date into the name: `AddPermission20150331v2`. */
function withoutVersion(eventName: string): string {
  return eventName.replace(/20\d{6}(v\d+)?$/, '');
}

function merge(tables: readonly AnalyserTable[]): ReadonlyMap<string, ReadonlyMap<string, Analyser>> {
  const merged = new Map<string, Map<string, Analyser>>();
  for (const [source, names] of tables.flatMap((table) => Object.entries(table))) {
    const known = merged.get(source) ?? new Map<string, Analyser>();
    for (const [name, analyse] of Object.entries(names)) known.set(name, analyse);
    merged.set(source, known);
  }
  return merged;
}
