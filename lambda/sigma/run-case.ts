import { parseCall } from '../cloudtrail/parse-call.ts';
import { factsOf } from '../facts/facts.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import type { Catalogue } from './catalogue.ts';
import type { RuleCase } from './read-cases.ts';

/** Calls usually arrive about a minute after they were made. */
const ARRIVES_AFTER_MS = 60_000;

/** Whether the rules do with the case's call what the case wants. */
export function passesCase(
  catalogue: Catalogue,
  { record, config, wanted }: RuleCase,
  networks?: NetworkLookup,
): boolean {
  const call = parseCall(record);
  const now = (call.eventTime ?? 0) + ARRIVES_AFTER_MS;
  const matches = catalogue.match(record, factsOf(call, { config, now, networks }));
  return matches.length > 0 === (wanted === 'match');
}
