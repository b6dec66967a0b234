import { isArray, isObject, type JsonValue } from '../../../lambda/cloudtrail/json.ts';
import type { Fault } from '../../../lambda/sigma/problem.ts';
import { attackTags } from '../attack/attack-tags.ts';

/** Tags that name a tactic or technique ATT&CK does not have: the coverage would lose the rule. */
export function attackFaults(body: JsonValue): readonly Fault[] {
  const tags = isObject(body) && isArray(body['tags']) ? body['tags'] : [];
  return tags.flatMap((tag, index) =>
    typeof tag === 'string'
      ? attackTags([tag]).unknown.map(({ reason }) => ({
          path: ['tags', index],
          severity: 'warning' as const,
          message: `tag "${tag}": ${reason}`,
        }))
      : [],
  );
}
