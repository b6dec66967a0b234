import type { Watch } from '../../lambda/baseline/correlation/watch.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Catalogue } from '../../lambda/sigma/catalogue.ts';
import { createMatcher } from '../../lambda/sigma/rule-matcher.ts';

/** Tells what rules and correlations are about that need every call, so that no pattern at the edge delivers it. */
export function archiveWants(
  { rules }: Pick<Catalogue, 'rules'>,
  watch: Pick<Watch, 'concerns'> | undefined,
): (record: JsonObject) => boolean {
  const archive = createMatcher(rules.filter(({ details }) => details.feed === 'archive'));
  return (record) => archive.mayMatch(record).length > 0 || watch?.concerns(record) === true;
}
