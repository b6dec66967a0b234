import type { Client } from '@opensearch-project/opensearch';
import { searchRequest } from '../../lambda/adapters/search/request.ts';
import { objectOf } from '../../lambda/cloudtrail/json.ts';
import { indexOf } from '../../lambda/journal/search-document.ts';
import type { Journal } from '../../lambda/ports/journal.ts';

export interface MonthStatus {
  readonly index: string;
  readonly journal: number;
  /** Null: the cluster did not say. */
  readonly archive: number | null;
}

/** How many entries of each month the journal has, and the archive. */
export async function archiveStatus(
  client: Client,
  journal: Pick<Journal, 'read'>,
  prefix: string,
  span: { readonly since: number; readonly until: number },
): Promise<readonly MonthStatus[]> {
  const months = new Map<string, number>();
  for await (const { at } of journal.read(span.since, span.until)) {
    const index = indexOf(at, prefix);
    months.set(index, (months.get(index) ?? 0) + 1);
  }
  const counted: MonthStatus[] = [];
  const range = {
    '@timestamp': { gte: new Date(span.since).toISOString(), lt: new Date(span.until).toISOString() },
  };
  for (const [index, entries] of months) {
    const path = `/${index}/_count?ignore_unavailable=true`;
    const answer = await searchRequest(client, { method: 'POST', path, body: { query: { range } } }, []);
    const count = answer.kind === 'answered' ? objectOf(answer.body)['count'] : null;
    counted.push({ index, journal: entries, archive: typeof count === 'number' ? count : null });
  }
  return counted;
}
