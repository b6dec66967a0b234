import { narrower, type Reach, reachOutside } from './narrowing.ts';
import type { OurAccounts } from './our-accounts.ts';
import type { PolicyCondition, PolicyStatement } from './policy-document.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * Who is left of everybody for what one statement allows, after the denials beside it.
 *
 * Weighed is a denial to everybody of at least all that the statement allows: an unconditional one, and one that holds
 * unless the caller is of a named account, organisation, network or endpoint. Any other counts as if it were not there.
 */
export function reachBeside(
  allowed: PolicyStatement,
  all: readonly PolicyStatement[],
  ours: OurAccounts,
): Reach {
  return all.reduce<Reach>(
    (reach, one) =>
      !one.allows && deniesEverybody(one) && coversActions(one, allowed) && coversResources(one, allowed)
        ? narrower(reach, leftBy(one.conditions, ours))
        : reach,
    'everybody',
  );
}

function deniesEverybody({ principals }: PolicyStatement): boolean {
  return principals.some(({ kind, value }) => (kind === 'aws' || kind === '*') && value === '*');
}

/** A denial holds only where all its conditions do, so only one of them may keep somebody in. */
function leftBy(conditions: readonly PolicyCondition[], ours: OurAccounts): Reach {
  const telling = conditions.filter((one) => !sparesOnlyServices(one));
  const [only, second] = telling;
  if (only === undefined) return 'ours';
  return second === undefined ? reachOutside(only, ours) : 'everybody';
}

/** AWS's own services are spared beside an organisation's accounts, as its guides write it. */
function sparesOnlyServices({ operator, key, values }: PolicyCondition): boolean {
  return /^bool(ifexists)?$/.test(operator) && key === 'aws:principalisawsservice' && values[0] === 'false';
}

function coversActions(denial: PolicyStatement, allowed: PolicyStatement): boolean {
  return (
    denial.actionsBut === null && allowed.actionsBut === null && covers(denial.actions, allowed.actions, true)
  );
}

function coversResources(denial: PolicyStatement, allowed: PolicyStatement): boolean {
  return !denial.resourcesBut && !allowed.resourcesBut && covers(denial.resources, allowed.resources, false);
}

/** Longer than any action or ARN; what a hostile request writes may be longer, and comparing takes length × length. */
const LONGEST = 2048;
/** More comparisons than the policies of any service need, which are at most 20 kB. */
const MOST_COMPARISONS = 20_000;

/** True when each text, itself perhaps a pattern, is within one of the patterns. */
function covers(patterns: readonly string[], texts: readonly string[], ignoringCase: boolean): boolean {
  if (texts.length * patterns.length > MOST_COMPARISONS) return false;
  const folded = (text: string) => (ignoringCase ? text.toLowerCase() : text);
  return texts.every((text) =>
    patterns.some((pattern) => {
      // A `?` of the pattern would take the `*` of the text, which stands for more, for one character.
      if (pattern.includes('?') || pattern.length > LONGEST || text.length > LONGEST) return pattern === text;
      return matchesWildcard(folded(pattern), folded(text));
    }),
  );
}
