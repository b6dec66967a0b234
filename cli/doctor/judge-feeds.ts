import type { Config } from '../../lambda/config/config.ts';
import type { CompiledRule } from '../../lambda/sigma/compile-rule.ts';
import { isWithin } from '../../lambda/sigma/text-test.ts';
import { DEPLOYMENT, type Finding, right, wrong } from './finding.ts';

/** Rules named in a line; the rest is counted. */
const NAMED = 4;

/** Rules of the archive feed match nothing where no files are read. */
export function judgeFeeds(
  config: Pick<Config, 'archiveFeed'>,
  rules: readonly CompiledRule[],
  unreachable: readonly string[],
): readonly Finding[] {
  const archive = rules.filter(({ details }) => details.feed === 'archive').map(({ match }) => match.ruleId);
  const idle = config.archiveFeed == null ? archive : [];
  const lost = unreachable.map((line) =>
    wrong('feed', DEPLOYMENT, line, 'Narrow the rule, or give it feed: archive'),
  );
  if (idle.length > 0) {
    const remedy = 'Configure archiveFeed (docs/deploy.md) or do without these rules (--skip feed)';
    return [
      wrong(
        'feed',
        DEPLOYMENT,
        `${idle.length} rules need the trail’s files and do not run: ${fewOf(idle)}`,
        remedy,
      ),
      ...lost,
    ];
  }
  return lost.length > 0 ? lost : [right('feed', DEPLOYMENT, 'every rule gets the calls that it asks for')];
}

/** Rules that read the objects of buckets, which no trail logs unless it is told to. */
export function objectRulesOf(
  config: Pick<Config, 'archiveFeed'>,
  rules: readonly CompiledRule[],
): readonly string[] {
  if (config.archiveFeed == null) return [];
  return rules
    .filter(({ reach }) =>
      reach.some(
        (each) =>
          each.eventSource !== null &&
          each.eventName !== null &&
          OBJECT_CALLS.some((name) => isWithin(each, 's3.amazonaws.com', name)),
      ),
    )
    .map(({ match }) => match.ruleId);
}

/** Source: "Amazon S3 CloudTrail events" (Amazon S3 User Guide), object level. */
const OBJECT_CALLS = ['GetObject', 'PutObject', 'CopyObject', 'DeleteObject', 'DeleteObjects'];

function fewOf(rules: readonly string[]): string {
  const rest = rules.length - NAMED;
  return `${rules.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
