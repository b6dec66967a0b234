import type { Fetch } from '../../lambda/adapters/http/exchange.ts';
import { reasonOf } from '../../lambda/adapters/http/reason.ts';
import { type SearchAccess, secretsIn } from '../../lambda/adapters/search/client.ts';
import { isObject, parseJson } from '../../lambda/cloudtrail/json.ts';
import type { Outcome } from '../../lambda/ports/outcome.ts';
import { delivered } from '../../lambda/ports/outcome.ts';
import { messageOf } from '../failure.ts';

const TIMEOUT_MS = 60_000;

/**
 * Imports saved objects over those of an earlier import. Kibana and OpenSearch Dashboards have the same interface and
 * ask for different headers against forged requests; each ignores the other's.
 */
export async function importDashboards(
  fetch: Fetch,
  url: string,
  access: SearchAccess,
  objects: string,
): Promise<Outcome<number>> {
  const form = new FormData();
  form.set('file', new Blob([objects], { type: 'application/ndjson' }), 'countersign.ndjson');
  try {
    const response = await fetch(`${url}/api/saved_objects/_import?overwrite=true`, {
      method: 'POST',
      headers: { 'kbn-xsrf': 'true', 'osd-xsrf': 'true', ...authorization(access) },
      body: form,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    const parsed = parseJson(text);
    const answer = parsed.ok && isObject(parsed.value) ? parsed.value : {};
    if (response.ok && answer['success'] === true) return delivered(Number(answer['successCount'] ?? 0));
    return { kind: 'permanent', reason: `${response.status} ${reasonOf(text, secretsIn(access))}` };
  } catch (cause) {
    return { kind: 'transient', reason: reasonOf(messageOf(cause), secretsIn(access)) };
  }
}

function authorization(access: SearchAccess): Readonly<Record<string, string>> {
  switch (access.kind) {
    case 'basic': {
      const both = Buffer.from(`${access.username}:${access.password}`).toString('base64');
      return { authorization: `Basic ${both}` };
    }
    case 'api-key':
      return { authorization: `ApiKey ${access.apiKey}` };
    case 'none':
    case 'sigv4':
      return {};
    default: {
      const unreachable: never = access;
      return unreachable;
    }
  }
}
