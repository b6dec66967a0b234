import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { type SearchDocument, searchDocumentOf } from '../../lambda/journal/search-document.ts';
import type { SearchIndex } from '../../lambda/ports/search-index.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

export interface OpenSearchIndex {
  readonly index: SearchIndex;
  /** Ids of the entries whose documents are there, `countersign.id`, sorted. */
  readonly ids: () => Promise<readonly string[]>;
}

export function documentOf(id: string, at = NOON, changes: Partial<JournalEntry> = {}): SearchDocument {
  const data = { severity: 'log', eventName: 'CreateGroup', eventTime: at - 60_000, address: '198.51.100.7' };
  return searchDocumentOf({ v: 1, id, at, kind: 'call', data, ...changes }, 'countersign');
}

/** What every archive keeps. `open` gives an empty one that was set up. */
export function searchIndexContract(adapter: string, open: () => Promise<OpenSearchIndex>): void {
  describe(`search index: ${adapter}`, () => {
    test('adds documents, and finds those that are there', async () => {
      const { index, ids } = await open();

      expect(await index.add([documentOf('a'), documentOf('b')])).toEqual([
        { kind: 'added' },
        { kind: 'added' },
      ]);
      expect(await index.add([documentOf('b'), documentOf('c')])).toEqual([
        { kind: 'existed' },
        { kind: 'added' },
      ]);
      expect(await ids()).toEqual(['a', 'b', 'c']);
    });

    test('a document twice in one call is one', async () => {
      const { index, ids } = await open();

      expect(await index.add([documentOf('a'), documentOf('a')])).toEqual([
        { kind: 'added' },
        { kind: 'existed' },
      ]);
      expect(await ids()).toEqual(['a']);
    });

    test('nothing to add is no request', async () => {
      const { index } = await open();

      expect(await index.add([])).toEqual([]);
    });

    test('takes text of every kind, and thousands at once', async () => {
      const { index, ids } = await open();
      const odd = ['', 'Zoë 東京 😀', '\n"}', '\ud800', 'x'.repeat(20_000)];
      const many = Array.from({ length: 1_200 }, (_, number) => documentOf(`entry ${number}`));

      const results = await index.add([...odd.map((id) => documentOf(id)), ...many]);

      expect(results.filter(({ kind }) => kind !== 'added')).toEqual([]);
      expect(await ids()).toHaveLength(odd.length + many.length);
    });
  });
}
