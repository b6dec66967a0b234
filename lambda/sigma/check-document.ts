import { isObject, type JsonValue } from '../cloudtrail/json.ts';
import { compileRule } from './compile-rule.ts';
import { documentKind } from './document-kind.ts';
import { parseCorrelation } from './parse-correlation.ts';
import { parseFilter } from './parse-filter.ts';
import type { Placeholders } from './placeholders.ts';
import type { Fault, Path } from './problem.ts';
import type { RuleDocument } from './rule.ts';

export interface CheckedDocument {
  /** All that is wrong with it by itself. What it names is looked up when the catalogue is compiled. */
  readonly faults: readonly Fault[];
  /** What was worked out on the way, to be kept with it. */
  readonly document: RuleDocument;
}

export function checkDocument(document: RuleDocument, placeholders: Placeholders): CheckedDocument {
  const { body } = document;
  const kind = documentKind(body);
  if (kind === 'rule' || !isObject(body)) {
    const { rule, faults } = compileRule(document, { placeholders });
    return { faults, document: rule === null ? document : { ...document, reach: rule.reach } };
  }
  const faults: Fault[] = [];
  if (kind === 'filter') parseFilter(body, placeholders, (fault) => faults.push(fault));
  else parseCorrelation(body, (fault) => faults.push(fault));
  return { faults, document };
}

/** Where a filter or correlation says something that only the whole catalogue can show to be wrong. */
export function lateCheckedPaths(body: JsonValue): readonly Path[] {
  const kind = documentKind(body);
  if (kind === 'rule' || !isObject(body)) return [];
  const section = body[kind];
  const rules = isObject(section) ? section['rules'] : undefined;
  const count = Array.isArray(rules) ? rules.length : 1;
  const named = Array.from({ length: count }, (_, index): Path => [kind, 'rules', index]);
  return [...named, [kind, 'rules'], ...(kind === 'filter' ? [['filter', 'condition'], ['expiry']] : [])];
}
