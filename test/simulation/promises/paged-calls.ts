import type { InMemoryIncident } from '../../../lambda/adapters/in-memory/pager.ts';
import { namesIn } from '../calls.ts';

/** The calls that an incident is about: what its key did besides is told in it too, and is no page about that. */
export function pagedIn({ pages }: InMemoryIncident): ReadonlySet<string> {
  const about = pages.map(({ summary, details }) => [summary, details['kinds'], details['list']]);
  return namesIn(JSON.stringify(about));
}
