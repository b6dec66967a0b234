import { passes } from './match-value.ts';
import type { Branch } from './pattern.ts';

/** The text at a dotted path of an event; null where there is none, undefined where that is not known. */
export type KnownText = (path: string) => string | null | undefined;

/** Whether no event of which so much is known can match the branch. */
export function isRefuted(branch: Branch, known: KnownText): boolean {
  return branch.some(({ path, tests }) => {
    const text = known(path);
    if (text === undefined) return false;
    return !tests.some((test) => (text === null ? test.kind === 'absent' : passes(test, text)));
  });
}
