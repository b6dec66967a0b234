import { isObject } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import type { Correlation, ParsedCorrelation } from './correlation.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { parseCorrelation } from './parse-correlation.ts';
import { type Fault, type RuleProblem, unplacedProblem } from './problem.ts';
import type { RuleDocument } from './rule.ts';

/** A correlation that is right in itself; what it names is not looked up yet. */
export interface ReadCorrelation {
  readonly document: RuleDocument;
  readonly parsed: ParsedCorrelation;
}

export function readCorrelation(
  document: RuleDocument,
  levels: Config['rules']['levels'],
): { readonly read: ReadCorrelation | null; readonly problems: readonly RuleProblem[] } {
  const faults: Fault[] = [];
  const body = isObject(document.body) ? document.body : {};
  const parsed = parseCorrelation(body, (fault) => faults.push(fault));
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return { read: null, problems: errors.map((fault) => unplacedProblem(document, fault)) };
  }
  const level = levels[document.ruleId] ?? parsed.details.level;
  const read = { document, parsed: { ...parsed, details: { ...parsed.details, level } } };
  return { read, problems: [] };
}

export function entryOf({ document, parsed }: ReadCorrelation): DirectoryEntry {
  return { ruleId: document.ruleId, sigmaId: parsed.details.sigmaId, name: parsed.details.name };
}

/** The correlations whose rules exist, in the given order; the others are left out and said to be. */
export function resolveCorrelations(
  correlations: readonly ReadCorrelation[],
  directory: Directory,
): { readonly correlations: readonly Correlation[]; readonly problems: readonly RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const resolved = correlations.flatMap(({ document, parsed }): readonly Correlation[] => {
    const { ruleId, file } = document;
    const ruleIds = Object.fromEntries(parsed.rules.map((name) => [name, directory.find(name)]));
    const unknown = parsed.rules.findIndex((name) => ruleIds[name]?.length === 0);
    if (unknown === -1) return [{ ...parsed, ruleId, file, ruleIds }];
    const name = parsed.rules[unknown] ?? '';
    const message = `no rule has the id or name "${name}"${directory.meant(name)}; the correlation is left out`;
    const path = ['correlation', 'rules', unknown];
    problems.push(unplacedProblem(document, { path, severity: 'error', message }));
    return [];
  });
  const circular = new Set(resolved.filter((one) => reaches(one, one.ruleId, resolved)));
  for (const { document } of correlations.filter(({ document }) =>
    [...circular].some(({ ruleId }) => ruleId === document.ruleId),
  )) {
    const message = 'it is about itself, by way of the rules it names; the correlation is left out';
    problems.push(unplacedProblem(document, { path: ['correlation', 'rules'], severity: 'error', message }));
  }
  return { correlations: resolved.filter((one) => !circular.has(one)), problems };
}

/** Whether a correlation names another, or what it names does. */
function reaches(from: Correlation, ruleId: string, all: readonly Correlation[]): boolean {
  const seen = new Set<string>();
  const open = Object.values(from.ruleIds).flat();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === ruleId) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const correlation = all.find((one) => one.ruleId === next);
    if (correlation !== undefined) open.push(...Object.values(correlation.ruleIds).flat());
  }
  return false;
}
