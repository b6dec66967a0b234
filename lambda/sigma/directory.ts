import { didYouMean } from './suggest.ts';

/** What correlations and filters may name: rules and correlations, by our id, by Sigma id, by name. */
export interface Directory {
  /** Ids of what bears the name; empty: nothing does. */
  find(name: string): readonly string[];
  /** ` — did you mean "x"?`, or nothing. */
  meant(name: string): string;
}

export interface DirectoryEntry {
  readonly ruleId: string;
  readonly sigmaId: string | null;
  readonly name: string | null;
}

export function createDirectory(entries: readonly DirectoryEntry[]): Directory {
  const idsByName = new Map<string, string[]>();
  for (const { ruleId, sigmaId, name } of entries) {
    for (const one of new Set([ruleId, sigmaId?.toLowerCase() ?? null, name])) {
      if (one === null) continue;
      const ids = idsByName.get(one);
      if (ids === undefined) idsByName.set(one, [ruleId]);
      else ids.push(ruleId);
    }
  }
  return {
    find: (name) => idsByName.get(name) ?? idsByName.get(name.toLowerCase()) ?? [],
    meant: (name) => didYouMean(name, [...idsByName.keys()]),
  };
}
