import { client, v2 } from '@datadog/datadog-api-client';
import { isObject, parseJson } from '../../cloudtrail/json.ts';
import type { AuditEvent } from '../../investigate/action-of-audit.ts';

const PAGE = 1_000;
/** The client waits as long as Datadog's answer says before it tries again. */
const RETRIES = 5;

export type AuditApi = Pick<v2.AuditApi, 'searchAuditLogs'>;

/** How a search ended. What was told before a failure stands. */
export type AuditEnd =
  | { readonly kind: 'complete'; readonly pages: number }
  | { readonly kind: 'stopped'; readonly pages: number; readonly reason: string };

/** @param endpoint of a stand-in; null: Datadog's own, by `DD_SITE`. The client reads `DD_API_KEY` and `DD_APP_KEY`. */
export function auditApi(endpoint: string | null): AuditApi {
  const server = endpoint === null ? {} : { baseServer: new client.BaseServerConfiguration(endpoint, {}) };
  return new v2.AuditApi(client.createConfiguration({ ...server, enableRetry: true, maxRetries: RETRIES }));
}

/** All events that a query finds in a period, oldest first, page by page. */
export async function searchAudit(
  api: AuditApi,
  query: string,
  period: { readonly since: number; readonly until: number },
  tell: (event: AuditEvent) => void,
): Promise<AuditEnd> {
  let cursor: string | undefined;
  let pages = 0;
  try {
    do {
      const page = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const filter = { query, from: isoOf(period.since), to: isoOf(period.until) };
      const answer = await api.searchAuditLogs({ body: { filter, page, sort: 'timestamp' } });
      pages++;
      for (const event of answer.data ?? []) tell(eventOf(event));
      cursor = answer.meta?.page?.after;
    } while (cursor !== undefined);
    return { kind: 'complete', pages };
  } catch (thrown) {
    return { kind: 'stopped', pages, reason: reasonOf(thrown) };
  }
}

function eventOf({ id, attributes }: v2.AuditLogsEvent): AuditEvent {
  // Through text, so that what the client made of it is JSON again.
  const parsed = parseJson(JSON.stringify(attributes?.attributes ?? {}));
  const at = attributes?.timestamp?.getTime();
  return {
    id: id ?? '',
    at: at === undefined || Number.isNaN(at) ? null : at,
    attributes: parsed.ok && isObject(parsed.value) ? parsed.value : {},
  };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** Says what may be done about a refusal; never the request, which holds the keys. */
function reasonOf(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'code') : undefined;
  switch (code) {
    case 401:
      return 'Datadog does not know DD_API_KEY (401), or it belongs to another DD_SITE';
    case 403:
      return 'Datadog refused (403): DD_APP_KEY has ended or lacks the permission audit_logs_read';
    case 429:
      return 'Datadog asks to wait (429)';
    default:
      return typeof code === 'number' ? `Datadog answered ${code}` : 'Datadog cannot be reached';
  }
}
