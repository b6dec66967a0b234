import type { Case } from '../../cases/case.ts';
import type { CaseStore } from '../../ports/case-store.ts';

/** Cases for as long as the process lives. */
export function createInMemoryCaseStore(): CaseStore {
  const cases = new Map<string, Case>();
  const newest = new Map<string, string>();
  /** Those that wait for a time: of many cases few do. */
  const waiting = new Map<string, Case>();

  return {
    async get(id) {
      return cases.get(id) ?? null;
    },

    async latest(group) {
      return cases.get(newest.get(group) ?? '') ?? null;
    },

    async put(item) {
      const stored = cases.get(item.id);
      if ((stored?.version ?? 0) !== item.version - 1) return 'conflict';
      cases.set(item.id, item);
      if (item.dueAt === null) waiting.delete(item.id);
      else waiting.set(item.id, item);
      const before = cases.get(newest.get(item.group) ?? '');
      if (!before || before.generation <= item.generation) newest.set(item.group, item.id);
      return 'stored';
    },

    async due(nowMs, limit) {
      const due = [...waiting.values()].filter(({ dueAt }) => dueAt !== null && dueAt <= nowMs);
      return inOrderOf(due, ({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY).slice(0, limit);
    },

    async askedOf(user, limit) {
      return inOrderOf([...cases.values()], ({ openedAt }) => -openedAt)
        .filter((item) => item.kind === 'question')
        .filter(({ message }) => message?.user === user)
        .slice(0, limit);
    },

    async *list(order = 'oldest first') {
      const all = inOrderOf([...cases.values()], ({ openedAt }) => openedAt);
      yield* order === 'oldest first' ? all : all.toReversed();
    },
  };
}

function inOrderOf(items: readonly Case[], time: (item: Case) => number): readonly Case[] {
  return items.toSorted((one, other) => time(one) - time(other) || (one.id < other.id ? -1 : 1));
}
