import type { JsonObject } from '../../cloudtrail/json.ts';
import type { Indexed, SearchIndex } from '../../ports/search-index.ts';

export interface InMemorySearchIndex extends SearchIndex {
  /** By index and id. */
  documents(): ReadonlyMap<string, JsonObject>;
}

/** @param faults what stands in the way of a document just now; null: nothing */
export function createInMemorySearchIndex(
  faults: (source: JsonObject) => Extract<Indexed, { kind: 'later' | 'refused' }> | null = () => null,
): InMemorySearchIndex {
  const documents = new Map<string, JsonObject>();
  return {
    async add(added) {
      return added.map(({ index, id, source }): Indexed => {
        const fault = faults(source);
        if (fault !== null) return fault;
        const key = `${index}/${id}`;
        if (documents.has(key)) return { kind: 'existed' };
        documents.set(key, source);
        return { kind: 'added' };
      });
    },
    documents: () => documents,
  };
}
