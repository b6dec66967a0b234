import { isArray, isObject, type JsonObject, type JsonValue } from '../../../lambda/cloudtrail/json.ts';
import type { Fault, Path } from '../../../lambda/sigma/problem.ts';
import type { TextTest } from '../../../lambda/sigma/rule.ts';
import { didYouMean } from '../../../lambda/sigma/suggest.ts';
import { testsText } from '../../../lambda/sigma/text-test.ts';
import type { KnownCalls } from '../aws-calls/known-calls.ts';

/** What a rule says about one of the two fields: the test, and where it stands. */
interface Named {
  readonly test: TextTest;
  readonly path: Path;
}

/** What stands among the selections of a rule or filter and is none. */
const NO_SELECTIONS = ['condition', 'rules', 'timeframe'];

/** A document with more of them was not meant for AWS. */
const MOST_FAULTS = 100;

/** Event sources and names in a rule's selections that AWS does not have: such a selection waits for ever. */
export function callNameFaults(body: JsonValue, known: KnownCalls): readonly Fault[] {
  const faults: Fault[] = [];
  for (const fault of selectionFaults(body, known)) {
    faults.push(fault);
    if (faults.length === MOST_FAULTS) break;
  }
  return faults;
}

function* selectionFaults(body: JsonValue, known: KnownCalls): Generator<Fault, void> {
  for (const section of ['detection', 'filter']) {
    const selections = isObject(body) ? body[section] : undefined;
    if (!isObject(selections)) continue;
    for (const [name, selection] of Object.entries(selections)) {
      if (NO_SELECTIONS.includes(name)) continue;
      for (const { map, path } of mapsOf(selection, [section, name])) yield* faultsOfMap(map, path, known);
    }
  }
}

function mapsOf(value: JsonValue | undefined, path: Path): readonly { map: JsonObject; path: Path }[] {
  if (isArray(value)) return value.flatMap((item, index) => mapsOf(item, [...path, index]));
  return isObject(value) ? [{ map: value, path }] : [];
}

function* faultsOfMap(map: JsonObject, path: Path, known: KnownCalls): Generator<Fault, void> {
  const wanted = namedIn(map, 'eventSource', path);
  for (const { test, path: place } of wanted) {
    const isKnown = known.sources.some((source) => testsText(test, source));
    if (!isKnown) yield warning(place, unknownSource(test, known));
  }
  const sources = known.sources.filter((source) => wanted.some(({ test }) => testsText(test, source)));
  if (wanted.length > 0 && sources.length === 0) return;
  const scope = wanted.length === 0 ? known.sources : sources;
  for (const { test, path: place } of namedIn(map, 'eventName', path)) {
    if (!isCallOf(scope, test, known)) yield warning(place, unknownName(test, sources, known));
  }
}

function namedIn(map: JsonObject, field: string, path: Path): readonly Named[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const [name, ...modifiers] = key.split('|');
    if (name !== field) return [];
    const values: readonly (JsonValue | undefined)[] = isArray(value) ? value : [value];
    return values.flatMap((item, index) => {
      const test = typeof item === 'string' ? testOf(item, modifiers) : null;
      return test === null ? [] : [{ test, path: isArray(value) ? [...path, key, index] : [...path, key] }];
    });
  });
}

const KINDS: Readonly<Record<string, TextTest['kind']>> = {
  contains: 'contains',
  startswith: 'prefix',
  endswith: 'suffix',
};

/** Null where the value is no plain text: expressions, placeholders, escapes. */
function testOf(value: string, modifiers: readonly string[]): TextTest | null {
  const [modifier, ...others] = modifiers.filter(
    (name) => name !== 'all' && name !== 'cased' && name !== 'neq',
  );
  if (others.length > 0 || /[\\?]/.test(value)) return null;
  if (modifier === undefined) return { kind: value.includes('*') ? 'wildcard' : 'equals', value };
  const kind = KINDS[modifier];
  return kind === undefined || value.includes('*') ? null : { kind, value };
}

function isCallOf(sources: readonly string[], test: TextTest, known: KnownCalls): boolean {
  return test.kind === 'equals'
    ? sources.some((source) => known.has(source, test.value))
    : sources.some((source) => known.namesOf(source).some((name) => testsText(test, name)));
}

function unknownSource(test: TextTest, known: KnownCalls): string {
  return test.kind === 'equals'
    ? `no AWS service is known that writes events of "${test.value}"${didYouMean(test.value, known.sources)}`
    : `no known event source ${PASSES[test.kind]} "${test.value}"`;
}

/** @param sources those of the rule; none: any */
function unknownName(test: TextTest, sources: readonly string[], known: KnownCalls): string {
  const nobody =
    sources.length === 0
      ? 'no AWS service has a known call'
      : sources.length === 1
        ? `${sources[0]} has no known call`
        : 'none of these services has a known call';
  if (test.kind !== 'equals') return `${nobody} that ${PASSES[test.kind]} "${test.value}"`;
  return `${nobody} "${test.value}"${hintFor(test.value, sources, known)}`;
}

function hintFor(name: string, sources: readonly string[], known: KnownCalls): string {
  const elsewhere = known.sourcesOf(name);
  if (elsewhere.length > 0) return `; it is a call of ${elsewhere.slice(0, 3).join(', ')}`;
  const names = sources.length === 0 ? known.names : sources.flatMap((source) => known.namesOf(source));
  return didYouMean(name, namesLike(name, names));
}

/** How many letters more or fewer a mistyped name may have, and how many at one of its ends must be right. */
const MOST_LETTERS_OFF = 3;
const LETTERS_RIGHT = 3;

/** Comparing a name with all that AWS has would take a tenth of a second. */
function namesLike(name: string, names: readonly string[]): readonly string[] {
  const begin = name.slice(0, LETTERS_RIGHT).toLowerCase();
  const end = name.slice(-LETTERS_RIGHT).toLowerCase();
  return names.filter((other) => {
    if (Math.abs(other.length - name.length) > MOST_LETTERS_OFF) return false;
    return (
      other.slice(0, LETTERS_RIGHT).toLowerCase() === begin ||
      other.slice(-LETTERS_RIGHT).toLowerCase() === end
    );
  });
}

const PASSES: Readonly<Record<TextTest['kind'], string>> = {
  equals: 'is',
  prefix: 'begins with',
  suffix: 'ends with',
  contains: 'contains',
  wildcard: 'looks like',
};

function warning(path: Path, message: string): Fault {
  return { path, severity: 'warning', message };
}
