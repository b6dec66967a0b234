import type { Client } from '@opensearch-project/opensearch';
import type { SearchDocument } from '../../journal/search-document.ts';
import type { Indexed, SearchIndex } from '../../ports/search-index.ts';
import { readBulkAnswer } from './bulk-answer.ts';
import { bulkRequests } from './bulk-body.ts';
import { searchRequest } from './request.ts';

/** Names only what is needed of an answer: the rest is as long as the request. */
const PATH =
  '/_bulk?filter_path=took,errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by';

/** 413: the request is too large; a proxy's limit may be below the cluster's. */
const TOO_LARGE = 413;

/**
 * An index of Elasticsearch or OpenSearch, written in bulk. After a request without an answer the others are not tried:
 * the cluster is away, and each would wait as long.
 *
 * @param secrets what is taken out of reasons
 */
export function createSearchIndex(client: Client, secrets: readonly string[] = []): SearchIndex {
  const send = async (documents: readonly SearchDocument[]): Promise<readonly Indexed[]> => {
    const results: Indexed[] = [];
    for (const { documents: part, body } of bulkRequests(documents)) {
      const answer = await searchRequest(client, { method: 'POST', path: PATH, bulkBody: body }, secrets);
      switch (answer.kind) {
        case 'answered':
          results.push(
            ...(readBulkAnswer(answer.body, part.length) ??
              allLater(part, 'the answer is not to what was sent')),
          );
          break;
        case 'refused':
          if (answer.status === TOO_LARGE) {
            results.push(...(await halves(part, answer.reason)));
            break;
          }
          return [...results, ...allLater(documents.slice(results.length), answer.reason)];
        case 'silent':
          return [...results, ...allLater(documents.slice(results.length), answer.reason)];
        default: {
          const unreachable: never = answer;
          return unreachable;
        }
      }
    }
    return results;
  };

  const halves = async (part: readonly SearchDocument[], reason: string): Promise<readonly Indexed[]> => {
    if (part.length <= 1) return part.map(() => ({ kind: 'refused', reason }));
    const middle = Math.ceil(part.length / 2);
    return [...(await send(part.slice(0, middle))), ...(await send(part.slice(middle)))];
  };

  return { add: send };
}

function allLater(documents: readonly SearchDocument[], reason: string): readonly Indexed[] {
  return documents.map(() => ({ kind: 'later', reason }));
}
