import type { SearchDocument } from '../journal/search-document.ts';

/** What became of one document. */
export type Indexed =
  | { readonly kind: 'added' }
  /** A document of this id was there already; it is left as it was. */
  | { readonly kind: 'existed' }
  /** Not now: the cluster is away, busy, or not set up. It may have been added all the same. */
  | { readonly kind: 'later'; readonly reason: string }
  /** Never in this form. */
  | { readonly kind: 'refused'; readonly reason: string };

/** An archive that can be searched. Documents are added and never changed. */
export interface SearchIndex {
  /** Any number; one result for each, in their order. Never throws. */
  add(documents: readonly SearchDocument[]): Promise<readonly Indexed[]>;
}
