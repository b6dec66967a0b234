import { type JsonObject, objectOf, textOf } from '../cloudtrail/json.ts';
import type { DerivedPattern } from './derived-pattern.ts';
import { matchPattern, parsePattern } from './match-pattern.ts';
import { isReadOnlyManagementEvent } from './read-only.ts';

/** Whether an EventBridge rule passes an event on: its pattern matches, and its state lets read-only calls through. */
export function delivers(rule: Pick<DerivedPattern, 'pattern' | 'state'>, event: JsonObject): boolean {
  const pattern = parsePattern(rule.pattern);
  return pattern.ok && letsThrough(rule.state, event) && matchPattern(pattern.value, event);
}

export function letsThrough(state: DerivedPattern['state'], event: JsonObject): boolean {
  switch (state) {
    case 'ENABLED':
      return !isReadOnlyManagementEvent(textOf(event['detail-type']) ?? '', objectOf(event['detail']));
    case 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS':
      return true;
    default: {
      const unreachable: never = state;
      return unreachable;
    }
  }
}
