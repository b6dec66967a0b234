import { delivered } from '../../ports/outcome.ts';
import type { Page, Pager } from '../../ports/pager.ts';
import type { FaultOptions } from './faults.ts';
import { attemptThrough } from './faults.ts';

export interface InMemoryIncident {
  readonly dedupKey: string;
  /** Every page under the key, oldest first; never empty. */
  readonly pages: readonly Page[];
  readonly open: boolean;
}

export interface InMemoryPager extends Pager {
  /** In order of opening. */
  incidents(): readonly InMemoryIncident[];
}

export function createInMemoryPager(options: FaultOptions = {}): InMemoryPager {
  const attempt = attemptThrough(options);
  let incidents: readonly InMemoryIncident[] = [];
  const changeOpen = (dedupKey: string, change: (incident: InMemoryIncident) => InMemoryIncident) => {
    const isIt = (each: InMemoryIncident) => each.open && each.dedupKey === dedupKey;
    const known = incidents.some(isIt);
    incidents = incidents.map((each) => (isIt(each) ? change(each) : each));
    return known;
  };
  return {
    incidents: () => incidents,
    trigger: (page) =>
      attempt('trigger', () => {
        const { dedupKey } = page;
        const known = changeOpen(dedupKey, (each) => ({ ...each, pages: [...each.pages, page] }));
        if (!known) incidents = [...incidents, { dedupKey, pages: [page], open: true }];
        return delivered(undefined);
      }),
    resolve: (dedupKey) =>
      attempt('resolve', () => {
        changeOpen(dedupKey, (each) => ({ ...each, open: false }));
        return delivered(undefined);
      }),
  };
}
