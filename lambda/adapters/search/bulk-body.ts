import type { SearchDocument } from '../../journal/search-document.ts';

/** A part of the documents that fits into one request: lines of JSON, each ended by a newline. */
export interface BulkRequest {
  readonly documents: readonly SearchDocument[];
  readonly body: string;
}

/**
 * Bytes of a request. A small domain of Amazon OpenSearch Service takes 10 MiB ("Quotas", Network limits); about 5 MB
 * is what both products' documentation starts from.
 */
export const REQUEST_BYTES = 5_000_000;
export const REQUEST_DOCUMENTS = 500;

/** In their order; a document that is larger than a request is one by itself. */
export function bulkRequests(documents: readonly SearchDocument[]): readonly BulkRequest[] {
  const requests: BulkRequest[] = [];
  let part: SearchDocument[] = [];
  let lines: string[] = [];
  let bytes = 0;
  const close = () => {
    if (part.length > 0) requests.push({ documents: part, body: lines.join('') });
    part = [];
    lines = [];
    bytes = 0;
  };
  for (const document of documents) {
    const text = linesOf(document);
    const size = Buffer.byteLength(text);
    if (part.length >= REQUEST_DOCUMENTS || bytes + size > REQUEST_BYTES) close();
    part.push(document);
    lines.push(text);
    bytes += size;
  }
  close();
  return requests;
}

/** `create`: a document that exists is left as it is, and a data stream takes nothing else. */
function linesOf({ index, id, source }: SearchDocument): string {
  return `${JSON.stringify({ create: { _index: index, _id: id } })}\n${JSON.stringify(source)}\n`;
}
