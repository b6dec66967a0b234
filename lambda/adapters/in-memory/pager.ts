import { delivered } from '../../ports/outcome.ts';
import type { Page, Pager } from '../../ports/pager.ts';
import type { FaultOptions } from './faults.ts';
import { attemptThrough } from './faults.ts';

export interface InMemoryIncident {
  readonly dedupKey: string;
  /** Every page under the key, oldest first; never empty. */
  readonly pages: readonly Page[];
}

export interface InMemoryPager extends Pager {
  /** In order of opening. */
  incidents(): readonly InMemoryIncident[];
}

export function createInMemoryPager(options: FaultOptions = {}): InMemoryPager {
  const attempt = attemptThrough(options);
  const incidents = new Map<string, InMemoryIncident>();
  return {
    incidents: () => [...incidents.values()],
    trigger: (page) =>
      attempt('trigger', () => {
        const pages = incidents.get(page.dedupKey)?.pages ?? [];
        incidents.set(page.dedupKey, { dedupKey: page.dedupKey, pages: [...pages, page] });
        return delivered(undefined);
      }),
  };
}
