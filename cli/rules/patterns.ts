import { derivePatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem } from '../../lambda/sigma/problem.ts';
import { loadRules } from './load-rules.ts';
import { renderPatterns } from './render-patterns.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/**
 * `countersign rules patterns`: the EventBridge rules that a deployment of these rule folders would have, and what
 * no EventBridge rule can deliver. A rule's level does not matter: what is only logged must arrive as well.
 * `--json`: one document `{patterns, undeliverable}`.
 */
export function rulesPatterns({ folders, levels, json, now }: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const { catalogue, problems } = compileCatalogue(
    loaded.value.flatMap((folder) => folder.documents),
    { levels, now },
  );
  const errors = [...loaded.value.flatMap((folder) => folder.problems), ...problems].filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0)
    return { kind: 'bad-input', reason: refusal([...new Set(errors.map(formatProblem))]) };
  const rules = catalogue.rules.map(({ match, details, reach }) => ({
    ruleId: match.ruleId,
    reach,
    feed: details.feed,
  }));
  const derived = derivePatterns(rules);
  const text = json ? `${JSON.stringify(derived, null, 2)}\n` : renderPatterns(derived, rules.length);
  return { kind: 'done', text };
}

/** Patterns of half the rules would look like those of all. */
function refusal(errors: readonly string[]): string {
  return `no patterns while rules have errors\n${errors.join('\n')}`;
}
