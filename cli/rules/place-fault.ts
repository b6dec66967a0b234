import { readYamlFile } from '../../lambda/adapters/rule-files/read-yaml-file.ts';
import { type ActionResult, resolveActions } from '../../lambda/sigma/document-actions.ts';
import type { Fault, Path, RuleProblem } from '../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import { type Position, readYaml, type YamlDocument } from '../../lambda/sigma/yaml-documents.ts';

const START: Position = { line: 1, column: 1 };

/** Gives the fault of a rule that was read from disk its line and column. */
export type PlaceFault = (fault: Fault, document: RuleDocument) => RuleProblem;

/** Reads a file again, once, when the first of its faults is placed. */
export function faultPlacer(): PlaceFault {
  const files = new Map<string, readonly ActionResult[]>();
  return (fault, document) => {
    const results = files.get(document.file) ?? documentsIn(document.file);
    files.set(document.file, results);
    const place = positionIn(originsOf(document, results), fault.path);
    return { file: document.file, ...place, severity: fault.severity, message: fault.message };
  };
}

function documentsIn(file: string): readonly ActionResult[] {
  const text = readYamlFile(file);
  return text.ok ? resolveActions(readYaml(text.value).documents.filter(({ body }) => body !== null)) : [];
}

/** The YAML documents a rule was put together from, its own first. */
function originsOf({ ruleId }: RuleDocument, results: readonly ActionResult[]): readonly YamlDocument[] {
  const number = Number(/#(\d+)$/.exec(ruleId)?.[1] ?? 1);
  const result = results[number - 1];
  return result?.ok === true ? result.source.origins : [];
}

/** The nearest document that has the place; where none has it, the place above it. */
function positionIn(origins: readonly YamlDocument[], path: Path): Position {
  for (const origin of origins) {
    const position = path.length === 0 ? origin.start : origin.locate(path, { offset: 0, onKey: false });
    if (position !== null) return position;
  }
  return path.length === 0 ? START : positionIn(origins, path.slice(0, -1));
}
