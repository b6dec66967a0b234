import { isObject, type JsonValue } from '../../../lambda/cloudtrail/json.ts';
import type { Fault, RuleProblem } from '../../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../../lambda/sigma/rule.ts';
import type { PlaceFault } from '../place-fault.ts';

/**
 * Two rules of one id could not be told apart: by path it is that of the file, by `id` that of Sigma. The same rule
 * twice is only waste, and nobody else's business outside our own rules.
 * @param severityOf of a repetition in this document's file
 */
export function repeatedRules(
  documents: readonly RuleDocument[],
  severityOf: (document: RuleDocument) => RuleProblem['severity'],
  placeFault: PlaceFault,
): readonly RuleProblem[] {
  const byText = new Map<string, RuleDocument>();
  const bySigmaId = new Map<string, RuleDocument>();
  const byRuleId = new Map<string, RuleDocument>();
  return documents.flatMap((document) => {
    const text = JSON.stringify(document.body);
    const same = known(byText, text, document);
    if (same !== null) {
      const message = `the same rule as ${same.file}`;
      return [placeFault({ path: [], severity: severityOf(document), message }, document)];
    }
    return [
      ...takenIds(document, ['id'], sigmaIdOf(document.body), bySigmaId),
      ...takenIds(document, [], document.ruleId, byRuleId),
    ].map((fault) => placeFault(fault, document));
  });
}

/** The fault, where another document has the id already. */
function takenIds(
  document: RuleDocument,
  path: Fault['path'],
  id: string | null,
  seen: Map<string, RuleDocument>,
): readonly Fault[] {
  const other = id === null ? null : known(seen, id, document);
  if (other === null) return [];
  return [{ path, severity: 'error', message: `the id ${id} is also that of ${other.file}` }];
}

/** Who had the key before, or null and the document has it now. */
function known(seen: Map<string, RuleDocument>, key: string, document: RuleDocument): RuleDocument | null {
  const other = seen.get(key);
  if (other === undefined) seen.set(key, document);
  return other ?? null;
}

function sigmaIdOf(body: JsonValue): string | null {
  return isObject(body) && typeof body['id'] === 'string' ? body['id'].toLowerCase() : null;
}
