import { readYamlFile } from '../../lambda/adapters/rule-files/read-yaml-file.ts';
import { resolveActions } from '../../lambda/sigma/document-actions.ts';
import type { Fault, Path, RuleProblem } from '../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import { type Position, readYaml, type YamlDocument } from '../../lambda/sigma/yaml-documents.ts';

const START: Position = { line: 1, column: 1 };

/** The fault of a rule that was read from disk, with its line and column: the file is read again for them. */
export function placeFault(fault: Fault, document: RuleDocument): RuleProblem {
  const place = positionIn(originsOf(document), fault.path);
  return { file: document.file, ...place, severity: fault.severity, message: fault.message };
}

/** The YAML documents a rule was put together from, its own first. */
function originsOf({ ruleId, file }: RuleDocument): readonly YamlDocument[] {
  const text = readYamlFile(file);
  if (!text.ok) return [];
  const results = resolveActions(readYaml(text.value).documents.filter(({ body }) => body !== null));
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
