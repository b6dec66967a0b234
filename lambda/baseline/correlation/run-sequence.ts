import { parseCall } from '../../cloudtrail/parse-call.ts';
import { factsOf } from '../../facts/facts.ts';
import type { NetworkLookup } from '../../facts/networks/address-network.ts';
import type { SequenceCase } from '../../sigma/read-cases.ts';
import { addCalls } from './add-calls.ts';
import { NOTHING_SEEN, type SeenGroup } from './seen-group.ts';
import type { Sighting, Watch } from './watch.ts';

/** Calls of a case arrive one by one, long after the last was made. */
const ARRIVES_AFTER_MS = 30 * 86_400_000;

/** The correlations that come to hold with the calls of a case, by id. */
export function firedBySequence(
  watch: Watch,
  { records, config }: Pick<SequenceCase, 'records' | 'config'>,
  networks?: NetworkLookup,
): ReadonlySet<string> {
  const groups = new Map<string, SeenGroup>();
  const fired = new Set<string>();
  for (const record of records) {
    const call = parseCall(record);
    const now = (call.eventTime ?? 0) + ARRIVES_AFTER_MS;
    const facts = factsOf(call, { config, now: call.eventTime ?? 0, networks });
    const open: Sighting[] = [...watch.sightings(call, facts, now)];
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const added = addCalls(next.correlation, groups.get(next.key) ?? NOTHING_SEEN, [next.call]);
      groups.set(next.key, added.group);
      if (added.firings.length === 0) continue;
      fired.add(next.correlation.ruleId);
      open.push(...watch.sightingsOf(next.correlation, call, facts, now));
    }
  }
  return fired;
}
