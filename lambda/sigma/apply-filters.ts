import { isObject, type JsonObject, textOf } from '../cloudtrail/json.ts';
import { compileExpression, type Predicate } from './compile-expression.ts';
import type { CompiledRule, CompileOptions } from './compile-rule.ts';
import type { Directory } from './directory.ts';
import type { Expression } from './expression.ts';
import { type ParsedFilter, parseFilter } from './parse-filter.ts';
import { type Fault, type RuleProblem, unplacedProblem } from './problem.ts';
import type { Reach, RuleDocument, TextTest } from './rule.ts';
import { verdictOnName } from './settle.ts';
import { verdictOn } from './verdict.ts';

export interface FilterOptions extends CompileOptions {
  /** Milliseconds since 1970. A filter that expired before is not applied; without it, calls are measured by their own time. */
  readonly now?: number;
}

/** Every rule with the filters that name it. A filter with an error filters nothing. */
export function applyFilters(
  rules: readonly CompiledRule[],
  filters: readonly RuleDocument[],
  directory: Directory,
  options: FilterOptions,
): { readonly rules: readonly CompiledRule[]; readonly problems: readonly RuleProblem[] } {
  if (filters.length === 0) return { rules, problems: [] };
  const byId = new Map(rules.map((rule) => [rule.match.ruleId, rule]));
  const problems: RuleProblem[] = [];
  for (const document of filters) {
    const report = (fault: Fault) => problems.push(unplacedProblem(document, fault));
    const filter = usableFilter(document, options, report);
    if (filter === null) continue;
    const keeps = keeper(filter);
    for (const ruleId of new Set(targets(filter, [...byId.keys()], directory, report))) {
      const rule = byId.get(ruleId);
      if (rule === undefined) continue;
      if (silences(filter.keeps, rule.reach)) report(silencingFault(ruleId));
      else byId.set(ruleId, filtered(rule, document.ruleId, keeps));
    }
  }
  return { rules: [...byId.values()], problems };
}

function usableFilter(
  { body }: RuleDocument,
  options: FilterOptions,
  report: (fault: Fault) => void,
): ParsedFilter | null {
  if (!isObject(body)) return null;
  const faults: Fault[] = [];
  const filter = parseFilter(body, options.placeholders ?? {}, (fault) => faults.push(fault));
  const errors = faults.filter(({ severity }) => severity === 'error');
  for (const fault of errors) report(fault);
  if (errors.length > 0) return null;
  const { expiry, owner } = filter;
  const today = options.now === undefined ? null : new Date(options.now).toISOString().slice(0, DAY_LENGTH);
  if (expiry === null || today === null || today <= expiry) return filter;
  const message = `it expired on ${expiry} and filters nothing any more: ${owner ?? 'its owner'} should renew or delete it`;
  report({ path: ['expiry'], severity: 'warning', message });
  return null;
}

function targets(
  { rules }: ParsedFilter,
  all: readonly string[],
  directory: Directory,
  report: (fault: Fault) => void,
): readonly string[] {
  if (rules === 'any') return all;
  return rules.flatMap((name, index) => {
    const found = directory.find(name);
    if (found.length > 0) return found;
    const message = `no rule has the id or name "${name}"${directory.meant(name)}`;
    report({ path: ['filter', 'rules', index], severity: 'error', message });
    return [];
  });
}

function filtered(rule: CompiledRule, filterId: string, keeps: Predicate): CompiledRule {
  return {
    ...rule,
    filters: [...rule.filters, filterId],
    matches: both(rule.matches, keeps),
    settled: (name) => both(rule.settled(name), keeps),
  };
}

function both(first: Predicate, second: Predicate): Predicate {
  return (record, facts) => first(record, facts) && second(record, facts);
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** A call made after the filter's last day is kept, however long ago the catalogue was compiled. */
function keeper({ keeps, expiry }: ParsedFilter): Predicate {
  let compiled: Predicate | null = null;
  return (record, facts) => {
    if (expiry !== null && isAfter(record, expiry)) return true;
    compiled ??= compileExpression(keeps);
    return compiled(record, facts);
  };
}

function isAfter(record: JsonObject, day: string): boolean {
  return (textOf(record['eventTime']) ?? '').slice(0, DAY_LENGTH) > day;
}

function silencingFault(ruleId: string): Fault {
  const message = `it would silence "${ruleId}" wholly, so it is not applied to it; give the rule a level in rules.levels instead`;
  return { path: ['filter', 'condition'], severity: 'error', message };
}

/** Whether the filter keeps no call that the rule is about, as far as service and name tell. */
function silences(keeps: Expression, reaches: readonly Reach[]): boolean {
  return (
    reaches.length > 0 &&
    reaches.every(({ eventSource, eventName }) =>
      textsOf(eventSource).every((source) =>
        textsOf(eventName).every(
          (name) =>
            verdictOn(keeps, (test) => verdictOnName(test, { eventSource: source, eventName: name })) ===
            false,
        ),
      ),
    )
  );
}

function textsOf(tests: readonly TextTest[] | null): readonly (string | null)[] {
  const isExact = tests?.every(({ kind }) => kind === 'equals') === true;
  return isExact ? tests.map(({ value }) => value) : [null];
}
