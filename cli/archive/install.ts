import type { Client } from '@opensearch-project/opensearch';
import type { Product } from '../../lambda/adapters/search/product.ts';
import { type SearchRequest, searchRequest } from '../../lambda/adapters/search/request.ts';
import { type ArchiveShape, archiveRequests } from '../../lambda/adapters/search/templates.ts';
import { objectOf } from '../../lambda/cloudtrail/json.ts';

/** One thing that is installed, and what became of it. */
export interface Installed {
  readonly what: string;
  /** Null: it is there now. */
  readonly problem: string | null;
}

const CONFLICT = 409;

/** Puts lifecycle and template into the cluster, over what an earlier version put there. */
export async function install(
  client: Client,
  product: Product,
  shape: ArchiveShape,
  secrets: readonly string[],
): Promise<readonly Installed[]> {
  const done: Installed[] = [];
  for (const request of archiveRequests(product, shape)) {
    const first = await searchRequest(client, request, secrets);
    const answer =
      first.kind === 'refused' && first.status === CONFLICT
        ? await searchRequest(client, await overTheOther(client, request, secrets), secrets)
        : first;
    const what = request.path.startsWith('/_index_template') ? 'index template' : 'lifecycle';
    done.push({
      what: `${what} ${request.path}`,
      problem: answer.kind === 'answered' ? null : answer.reason,
    });
  }
  return done;
}

/** OpenSearch replaces a policy only for who says which version is meant. */
async function overTheOther(
  client: Client,
  request: SearchRequest,
  secrets: readonly string[],
): Promise<SearchRequest> {
  const there = await searchRequest(client, { method: 'GET', path: request.path }, secrets);
  const found = there.kind === 'answered' ? objectOf(there.body) : {};
  const version = `if_seq_no=${found['_seq_no']}&if_primary_term=${found['_primary_term']}`;
  return { ...request, path: `${request.path}?${version}` };
}
