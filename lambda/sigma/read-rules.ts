import { checkDocument, lateCheckedPaths } from './check-document.ts';
import { type ActionResult, type RuleSource, resolveActions } from './document-actions.ts';
import type { Placeholders } from './placeholders.ts';
import type { Fault, RuleProblem } from './problem.ts';
import type { RuleDocument } from './rule.ts';
import { type Position, readYaml } from './yaml-documents.ts';

export type { RuleProblem } from './problem.ts';

/** A document with more problems than this is no rule; finding the line of each would take long. */
const MOST_PROBLEMS = 100;

export interface RuleFile {
  readonly documents: RuleDocument[];
  readonly problems: RuleProblem[];
}

/**
 * Reads a rule file: the documents that can be used, and everything its author should know, with line and column.
 * The first document has the file's id, others get `#2`, `#3` …
 */
export function readRuleFile(
  ruleId: string,
  file: string,
  text: string,
  options: { readonly placeholders?: Placeholders } = {},
): RuleFile {
  const { documents: found, faults } = readYaml(text);
  const problems: RuleProblem[] = faults.map((fault) => ({ file, severity: 'error', ...fault }));
  const results = resolveActions(found.filter((document) => document.body !== null));
  if (results.length === 0 && problems.length === 0) {
    problems.push({ file, line: 1, column: 1, severity: 'error', message: 'the file holds no rule' });
  }
  const documents: RuleDocument[] = [];
  for (const [index, result] of results.entries()) {
    const id = index === 0 ? ruleId : `${ruleId}#${index + 1}`;
    const read = readDocument(id, file, result, options);
    problems.push(...read.problems);
    documents.push(...read.documents);
  }
  return { documents, problems };
}

function readDocument(
  ruleId: string,
  file: string,
  result: ActionResult,
  options: { readonly placeholders?: Placeholders },
): RuleFile {
  if (!result.ok) {
    const { line, column } = result.document.start;
    return { documents: [], problems: [{ file, line, column, severity: 'error', message: result.reason }] };
  }
  const { source } = result;
  const read = withPlaces({ ruleId, file, body: source.body }, source);
  const { faults, document } = checkDocument(read, options.placeholders ?? {});
  const problems = faults.slice(0, MOST_PROBLEMS).map((fault) => placed(fault, file, source));
  const isUsable = faults.every(({ severity }) => severity !== 'error');
  return { documents: isUsable ? [document] : [], problems };
}

function withPlaces(document: RuleDocument, source: RuleSource): RuleDocument {
  const paths = lateCheckedPaths(document.body);
  if (paths.length === 0) return document;
  const places = paths.map((path) => [path.join('/'), positionOf({ path }, source)]);
  return { ...document, places: Object.fromEntries(places) };
}

function placed(fault: Fault, file: string, source: RuleSource): RuleProblem {
  const { line, column } = positionOf(fault, source);
  return { file, line, column, severity: fault.severity, message: fault.message };
}

/** The nearest document that has the place; where none has it, the place above it. */
function positionOf(fault: Pick<Fault, 'path' | 'offset' | 'onKey'>, source: RuleSource): Position {
  const options = { offset: fault.offset ?? 0, onKey: fault.onKey ?? false };
  for (const document of source.origins) {
    const position = fault.path.length === 0 ? document.start : document.locate(fault.path, options);
    if (position !== null) return position;
  }
  return positionOf({ path: fault.path.slice(0, -1) }, source);
}
