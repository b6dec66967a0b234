import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import { parseCondition } from './condition.ts';
import { type Expression, NEVER } from './expression.ts';
import type { Placeholders } from './placeholders.ts';
import type { Path, Report } from './problem.ts';
import { parseSelection } from './selections.ts';

export interface DetectionContext {
  /** The document's key that holds selections and condition. */
  readonly section: 'detection' | 'filter';
  readonly placeholders: Placeholders;
  readonly report: Report;
}

export interface Detection {
  readonly selections: ReadonlyMap<string, Expression>;
  /** As written; holds when any of them does. */
  readonly conditions: readonly string[];
  readonly expression: Expression;
}

/** Keys of the section that are no selections. */
const NO_SELECTIONS = { detection: ['condition', 'timeframe'], filter: ['condition', 'rules'] } as const;

/** Null, and reported, where nothing can be made of it; with an error reported it must not be used. */
export function readDetection(body: JsonObject, context: DetectionContext): Detection | null {
  const { section, report } = context;
  const detection = body[section];
  if (!isObject(detection)) {
    const message = `no "${section}" with selections and a condition`;
    report({ path: detection === undefined ? [] : [section], severity: 'error', message });
    return null;
  }
  if (section === 'detection' && detection['timeframe'] !== undefined) {
    const message = '"timeframe" has no effect: a rule sees one call; several calls need a correlation rule';
    report({ path: [section, 'timeframe'], onKey: true, severity: 'warning', message });
  }
  const noSelections: readonly string[] = NO_SELECTIONS[section];
  const selections = new Map<string, Expression>();
  for (const [name, value] of Object.entries(detection)) {
    if (noSelections.includes(name)) continue;
    selections.set(name, parseSelection(value ?? null, [section, name], context));
  }
  return readConditions(detection['condition'], selections, context);
}

/** A list of conditions holds when any of them does. */
function readConditions(
  condition: JsonValue | undefined,
  selections: ReadonlyMap<string, Expression>,
  { section, report }: DetectionContext,
): Detection | null {
  if (condition === undefined) {
    report({ path: [section], severity: 'error', message: 'no "condition"' });
    return null;
  }
  const used = new Set<string>();
  const conditions: string[] = [];
  const items = isArray(condition) ? condition : [condition];
  if (items.length === 0) {
    report({ path: [section, 'condition'], severity: 'error', message: 'an empty list of conditions' });
  }
  const parts = items.map((item, index): Expression => {
    const path: Path = [section, 'condition', ...(isArray(condition) ? [index] : [])];
    if (typeof item !== 'string') {
      const message = 'a condition is a text such as "selection and not filter"';
      report({ path, severity: 'error', message });
      return NEVER;
    }
    const parsed = parseCondition(item, selections);
    if (!parsed.ok) {
      report({ path, offset: parsed.offset, severity: 'error', message: parsed.reason });
      return NEVER;
    }
    for (const name of parsed.used) used.add(name);
    conditions.push(item);
    return parsed.expression;
  });
  if (!parts.includes(NEVER)) warnOfUnused([...selections.keys()], used, section, report);
  return { selections, conditions, expression: { kind: 'any', parts } };
}

function warnOfUnused(
  names: readonly string[],
  used: ReadonlySet<string>,
  section: string,
  report: Report,
): void {
  for (const name of names) {
    if (used.has(name)) continue;
    const message = `the condition does not use the selection "${name}"`;
    report({ path: [section, name], onKey: true, severity: 'warning', message });
  }
}
