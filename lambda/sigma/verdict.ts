import type { Test, Tree } from './expression.ts';

/** What is known of a condition when only some of its tests are: true, false, or null for either. */
export type Verdict = boolean | null;

export function verdictOn(expression: Tree<Test>, test: (leaf: Test) => Verdict): Verdict {
  switch (expression.kind) {
    case 'all':
    case 'any': {
      const decisive = expression.kind === 'any';
      const verdicts = expression.parts.map((part) => verdictOn(part, test));
      if (verdicts.includes(decisive)) return decisive;
      return verdicts.includes(null) ? null : !decisive;
    }
    case 'not': {
      const verdict = verdictOn(expression.part, test);
      return verdict === null ? null : !verdict;
    }
    case 'field':
    case 'keyword':
      return test(expression);
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}
