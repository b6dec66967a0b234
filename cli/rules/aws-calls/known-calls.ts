import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCallList } from './call-list.ts';
import { TRAIL_ONLY_CALLS } from './trail-only-calls.ts';

/** The event sources and names that CloudTrail is known to write. Whatever the case of what is asked. */
export interface KnownCalls {
  /** Such as `iam.amazonaws.com`. */
  readonly sources: readonly string[];
  /** Of all sources, each once. */
  readonly names: readonly string[];
  /** The names of a source's calls as AWS spells them; none for an unknown source. */
  namesOf(source: string): readonly string[];
  has(source: string, name: string): boolean;
  /** The sources that have a call of this name. */
  sourcesOf(name: string): readonly string[];
}

/** CloudTrail's names of Lambda's and CloudFront's calls carry the API's version: `CreateFunction20150331`. */
const API_VERSION = /\d{4}_?\d{2}_?\d{2}(?:v\d+)?$/;

/** The shipped list. Nothing of it is needed, or bundled, where calls are decided about. */
export function readKnownCalls(): KnownCalls {
  const text = readFileSync(join(import.meta.dirname, 'aws-calls.txt'), 'utf8');
  return knownCalls([...parseCallList(text), ...TRAIL_ONLY_CALLS]);
}

/** @param services sources without `.amazonaws.com`; one that occurs again has the calls of all its entries */
export function knownCalls(services: ReturnType<typeof parseCallList>): KnownCalls {
  const names = new Map<string, Map<string, string>>();
  for (const { sources, names: added } of services) {
    for (const source of sources) {
      const key = `${source}.amazonaws.com`;
      const known = names.get(key) ?? new Map<string, string>();
      for (const name of added) known.set(name.toLowerCase(), name);
      names.set(key, known);
    }
  }
  const sources = [...names.keys()].sort();
  const has = (source: string, name: string): boolean => {
    const known = names.get(source.toLowerCase());
    return known?.has(name.toLowerCase()) === true || known?.has(unversioned(name)) === true;
  };
  return {
    sources,
    names: [...new Set([...names.values()].flatMap((known) => [...known.values()]))],
    namesOf: (source) => [...(names.get(source.toLowerCase())?.values() ?? [])],
    has,
    sourcesOf: (name) => sources.filter((source) => has(source, name)),
  };
}

function unversioned(name: string): string {
  return name.replace(API_VERSION, '').toLowerCase();
}
