import { createInMemoryPager } from '../../../lambda/adapters/in-memory/pager.ts';
import type { OutageMode } from '../../../local/stand-ins/outage.ts';
import { faultOf } from '../../contracts/outage.ts';
import { describePager, pageWith } from '../../contracts/pager.contract.ts';

describePager('in memory', () => {
  let mode: OutageMode = 'up';
  const pager = createInMemoryPager({ faults: () => faultOf(mode) });
  return {
    pager,
    refused: createInMemoryPager({ faults: () => ({ kind: 'refused', reason: 'no such service' }) }),
    setMode: (next) => {
      mode = next;
    },
    seen: () =>
      pager.incidents().map(({ dedupKey, pages, open }) => ({
        dedupKey,
        summary: pages[0]?.summary ?? '',
        severity: pages[0]?.severity ?? '',
        events: pages.length,
        open,
      })),
    deadlineMs: 0,
  };
});

describe('in-memory pager', () => {
  test('keeps a page whose answer was lost', async () => {
    const pager = createInMemoryPager({ faults: () => ({ kind: 'answer-lost' }) });

    expect(await pager.trigger(pageWith())).toMatchObject({ kind: 'transient' });

    expect(pager.incidents()).toHaveLength(1);
  });
});
