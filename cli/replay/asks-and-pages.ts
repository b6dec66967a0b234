import type { Case } from '../../lambda/cases/case.ts';
import { Tally } from '../../lambda/journal/tally.ts';
import type { ReplayResult } from './replay-result.ts';

const BETWEEN = '\n';

/** Who was asked, and what was paged, by day in UTC. */
export async function asksAndPages(
  cases: AsyncIterable<Case>,
): Promise<Pick<ReplayResult, 'asks' | 'pages'>> {
  const [asks, pages] = [new Tally(), new Tally()];
  for await (const item of cases) {
    const rule = item.calls[0]?.ruleIds[0] ?? 'forgery';
    if (item.kind === 'alert') {
      if (item.pagedAt !== null) pages.add(`${rule}${BETWEEN}${dayOf(item.pagedAt)}`);
      continue;
    }
    if (item.message !== null) asks.add(`${item.person.email}${BETWEEN}${dayOf(item.openedAt)}`);
    // One of the same credential's adds to the incident that is open.
    if (item.state === 'escalated' && item.partOf === undefined)
      pages.add(`${rule}${BETWEEN}${dayOf(item.endedAt ?? item.openedAt)}`);
  }
  return {
    asks: inOrder(asks).map(({ name, day, count }) => ({ person: name, day, count })),
    pages: inOrder(pages).map(({ name, day, count }) => ({ rule: name, day, count })),
  };
}

/** By day, then most first. */
function inOrder(tally: Tally) {
  return tally
    .most()
    .map(({ name: key, count }) => {
      const [name = '', day = ''] = key.split(BETWEEN);
      return { name, day, count };
    })
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
