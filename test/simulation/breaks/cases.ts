import type { OutboxEntry } from '../../../lambda/cases/effect.ts';
import type { CaseStore } from '../../../lambda/ports/case-store.ts';
import type { Break } from '../breaks.ts';

/** Cases, their outboxes and their deadlines. */
export const CASE_BREAKS: readonly Break[] = [
  {
    name: 'deadline-not-swept',
    promise: 1,
    what: 'nobody looks at the cases whose time has come',
    inject: (ports) => ({ ...ports, cases: { ...ports.cases, due: async () => [] } }),
  },
  {
    name: 'outbox-not-retried',
    promise: 5,
    what: 'what a case wants done is tried once',
    inject: (ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        put: (item) =>
          ports.cases.put({
            ...item,
            outbox: item.outbox.filter(
              ({ attempts, claimedUntil }) => attempts === 0 || claimedUntil !== null,
            ),
          }),
      },
    }),
  },
  {
    name: 'no-outbox-claim',
    promise: 2,
    what: 'two functions may do the same effect of a case at once',
    inject: (ports) => ({ ...ports, cases: withoutOthersClaims(ports.cases) }),
  },
  {
    name: 'last-writer-wins',
    promise: 1,
    what: 'a case is written over whatever somebody else wrote in between',
    inject: (ports) => ({
      ...ports,
      cases: {
        ...ports.cases,
        put: async (item) => {
          const stored = await ports.cases.get(item.id);
          return ports.cases.put({ ...item, version: (stored?.version ?? 0) + 1 });
        },
      },
    }),
  },
  {
    name: 'origins-merged',
    promise: 4,
    what: "calls of a person's key from anywhere are one origin",
    inject: (ports) => ({
      ...ports,
      config: {
        ...ports.config,
        networks: { ...ports.config.networks, trusted: [{ name: 'anywhere', cidrs: ['0.0.0.0/0'] }] },
      },
    }),
  },
];

/** The cases as a function sees them that knows of its own claims only. */
function withoutOthersClaims(cases: CaseStore): CaseStore {
  const own = new Set<string>();
  const claimOf = (id: string, entry: OutboxEntry) => `${id}/${entry.id}/${entry.claimedUntil}`;
  return {
    ...cases,
    put: (item) => {
      for (const entry of item.outbox) own.add(claimOf(item.id, entry));
      return cases.put(item);
    },
    get: async (id) => {
      const item = await cases.get(id);
      if (item === null) return null;
      const outbox = item.outbox.map((entry) =>
        own.has(claimOf(id, entry)) ? entry : { ...entry, claimedUntil: null },
      );
      return { ...item, outbox };
    },
  };
}
