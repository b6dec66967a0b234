import type { Board } from '../../../local/board/board-types.ts';
import { boardWith, CANNED } from './canned-board.ts';
import { START, terraformBurst } from './canned-calls.ts';
import { DANA_ASKED, question } from './canned-messages.ts';
import { PRIYA_CASE, WORLD_OPEN } from './canned-parts.ts';

/** As many calls, cases and incidents as the page ever gets. */
export function crowded(calls: number): Board {
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);
  return boardWith({
    ...CANNED.escalated,
    recent: terraformBurst(calls).slice(-200),
    cases: many(60).map((index) => ({ ...PRIYA_CASE, id: `case-${index}`, openedAt: START + index * 1_000 })),
    state: {
      ...CANNED.escalated.state,
      calls: { ...CANNED.escalated.state.calls, received: calls },
      incidents: many(50).map((index) => ({
        ...WORLD_OPEN,
        dedupKey: `countersign-${index}`,
        events: calls,
      })),
      messages: many(40).map((index) => question({ ...DANA_ASKED, id: `message-${index}` })),
    },
  });
}
