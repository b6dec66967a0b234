import type { Case } from '../../cases/case.ts';
import type { CaseStore } from '../../ports/case-store.ts';

/** Cases for as long as the process lives. */
export function createInMemoryCaseStore(): CaseStore {
  const cases = new Map<string, Case>();
  const newest = new Map<string, string>();

  const inOrderOf = (time: (item: Case) => number): readonly Case[] =>
    [...cases.values()].sort((one, other) => time(one) - time(other) || (one.id < other.id ? -1 : 1));

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
      const before = cases.get(newest.get(item.group) ?? '');
      if (!before || before.generation <= item.generation) newest.set(item.group, item.id);
      return 'stored';
    },

    async due(nowMs, limit) {
      return inOrderOf(({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY)
        .filter(({ dueAt }) => dueAt !== null && dueAt <= nowMs)
        .slice(0, limit);
    },

    async *list() {
      yield* inOrderOf(({ openedAt }) => openedAt);
    },
  };
}
