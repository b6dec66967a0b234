import type { CallLedger, CallMark } from '../../ports/call-ledger.ts';

/** Call marks for as long as the process lives. */
export function createInMemoryCallLedger(): CallLedger {
  const marks = new Map<string, CallMark>();

  return {
    async find(keys) {
      const found = keys.map((key) => marks.get(key)).filter((mark) => mark !== undefined);
      return new Map(found.map((mark) => [mark.key, mark]));
    },

    async claim(mark, replaces) {
      const stands = marks.get(mark.key);
      const free = !stands || (replaces !== undefined && !stands.settled && stands.caseId === replaces);
      if (!free) return stands;
      marks.set(mark.key, mark);
      return mark;
    },

    async settle(settled) {
      for (const mark of settled) marks.set(mark.key, mark);
    },
  };
}
