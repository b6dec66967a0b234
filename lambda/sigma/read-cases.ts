import { isArray, isObject, type JsonObject, type JsonValue, objectOf, textOf } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import { DEFAULT_CONFIG } from '../config/default-config.ts';
import { parseConfig } from '../config/parse-config.ts';
import { caseRecord } from './case-record.ts';
import type { Path, RuleProblem } from './problem.ts';
import { readSequence } from './read-sequence.ts';
import { didYouMean } from './suggest.ts';
import { readYaml, type YamlDocument } from './yaml-documents.ts';

interface Case {
  readonly name: string;
  readonly wanted: 'match' | 'no-match';
  readonly config: Config;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A call that the rules of one file must, or must not, match. */
export interface RuleCase extends Case {
  readonly record: JsonObject;
}

/** Calls, in the order in which they arrive, with which a correlation of the file must, or must not, hold. */
export interface SequenceCase extends Case {
  readonly records: readonly JsonObject[];
}

export interface CasesFile {
  readonly cases: readonly RuleCase[];
  readonly sequences: readonly SequenceCase[];
  readonly problems: readonly RuleProblem[];
}

const GROUPS = ['match', 'no-match'] as const;
const CASE_KEYS = ['name', 'record', 'calls', 'common', 'config'];

type AnyCase = RuleCase | SequenceCase;

/**
 * Reads `<rule>.cases.yml`: lists `match` and `no-match` of `{name, record, config?}`, for correlations with
 * `calls` and what they have in `common` (see `readSequence`) in place of the record. Records may be partial (see `caseRecord`); the config is a piece of
 * countersign.yaml.
 */
export function readCases(file: string, text: string): CasesFile {
  const { documents, faults } = readYaml(text);
  const problems: RuleProblem[] = faults.map((fault) => ({ file, severity: 'error', ...fault }));
  const [document, second] = documents;
  if (document === undefined) return { cases: [], sequences: [], problems };
  const reader = new CasesReader(file, document, problems);
  if (second !== undefined)
    reader.fault([], 'cases are one YAML document; those after the first are not read');
  const read = reader.read();
  return {
    cases: read.filter((one) => 'record' in one),
    sequences: read.filter((one) => 'records' in one),
    problems,
  };
}

/** Collects problems while one file is read. */
class CasesReader {
  readonly #file: string;
  readonly #document: YamlDocument;
  readonly #problems: RuleProblem[];

  constructor(file: string, document: YamlDocument, problems: RuleProblem[]) {
    this.#file = file;
    this.#document = document;
    this.#problems = problems;
  }

  read(): readonly AnyCase[] {
    const { body } = this.#document;
    if (!isObject(body)) {
      this.fault([], 'a map with the lists "match" and "no-match" is expected');
      return [];
    }
    this.#refuseUnknown(body, GROUPS, []);
    return GROUPS.flatMap((group) => this.#group(group, body[group] ?? []));
  }

  fault(path: Path, message: string): void {
    this.#problems.push({ file: this.#file, ...this.#position(path), severity: 'error', message });
  }

  #group(group: Case['wanted'], value: JsonValue): readonly AnyCase[] {
    if (!isArray(value)) {
      this.fault([group], `"${group}" must be a list of cases`);
      return [];
    }
    return value.flatMap((item, index) => this.#case(group, item, [group, index]) ?? []);
  }

  #case(wanted: Case['wanted'], item: JsonValue, path: Path): AnyCase | null {
    if (!isObject(item)) {
      this.fault(path, 'a case is a map of "name" and "record"');
      return null;
    }
    this.#refuseUnknown(item, CASE_KEYS, path);
    const name = textOf(item['name']);
    if (name === null) this.fault(path, 'the case has no "name" that says what it shows');
    const config = this.#config(item['config'], [...path, 'config']);
    const about =
      item['calls'] === undefined ? this.#record(item['record'], path) : this.#sequence(item, path);
    if (name === null || config === null || about === null) return null;
    return { name, wanted, config, file: this.#file, ...this.#position(path), ...about };
  }

  #record(record: JsonValue | undefined, path: Path): Pick<RuleCase, 'record'> | null {
    if (isObject(record) && record['eventSource'] !== undefined && record['eventName'] !== undefined) {
      return { record: caseRecord(record) };
    }
    this.fault(path, 'the case has no "record" with eventSource and eventName');
    return null;
  }

  #sequence(item: JsonObject, path: Path): Pick<SequenceCase, 'records'> | null {
    if (item['record'] !== undefined) this.fault(path, 'a case has either a "record" or "calls"');
    const read = readSequence(item['calls'], objectOf(item['common']));
    if (read.ok) return { records: read.value };
    this.fault([...path, 'calls'], read.reason);
    return null;
  }

  #config(value: JsonValue | undefined, path: Path): Config | null {
    if (value === undefined) return DEFAULT_CONFIG;
    const parsed = parseConfig(JSON.stringify(value), this.#file);
    if (parsed.ok) return parsed.config;
    for (const problem of parsed.problems) this.fault(path, `${problem.path}: ${problem.message}`);
    return null;
  }

  #refuseUnknown(map: JsonObject, known: readonly string[], path: Path): void {
    for (const key of Object.keys(map)) {
      if (!known.includes(key)) this.fault([...path, key], `unknown key "${key}"${didYouMean(key, known)}`);
    }
  }

  #position(path: Path) {
    return this.#document.locate(path, { offset: 0, onKey: false }) ?? this.#document.start;
  }
}
