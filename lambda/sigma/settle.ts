import { compileCheck } from './compile-check.ts';
import type { Expression, Test } from './expression.ts';
import type { Verdict } from './verdict.ts';

/** The source and name of a call; null where they are not known. */
export interface CallName {
  readonly eventSource: string | null;
  readonly eventName: string | null;
}

/** What a test comes to for every call of this source and name; null where that depends on the call. */
export function verdictOnName(test: Test, { eventSource, eventName }: CallName): Verdict {
  if (test.kind !== 'field') return null;
  const value = { eventSource, eventName }[test.field] ?? null;
  if (value === null) return null;
  const { check } = test;
  switch (check.kind) {
    case 'exists':
      return check.present;
    case 'null':
      return false;
    case 'fieldref':
      return null;
    case 'text':
    case 'regex':
    case 'cidr':
    case 'number':
      return compileCheck(check)(value);
    default: {
      const unreachable: never = check;
      return unreachable;
    }
  }
}

const ALWAYS: Expression = { kind: 'all', parts: [] };
const NEVER: Expression = { kind: 'any', parts: [] };

/** What is left to test of a condition for a call whose source and name are known. */
export function settle(expression: Expression, name: CallName): Expression {
  switch (expression.kind) {
    case 'all':
    case 'any':
      return joined(
        expression.kind,
        expression.parts.map((part) => settle(part, name)),
      );
    case 'not': {
      const part = settle(expression.part, name);
      const verdict = settledVerdict(part);
      return verdict === null ? { kind: 'not', part } : constant(!verdict);
    }
    case 'field':
    case 'keyword': {
      const verdict = verdictOnName(expression, name);
      return verdict === null ? expression : constant(verdict);
    }
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}

function joined(kind: 'all' | 'any', parts: readonly Expression[]): Expression {
  const decisive = kind === 'any';
  if (parts.some((part) => settledVerdict(part) === decisive)) return constant(decisive);
  const open = parts.filter((part) => settledVerdict(part) === null);
  const [only] = open;
  return only !== undefined && open.length === 1 ? only : { kind, parts: open };
}

function constant(verdict: boolean): Expression {
  return verdict ? ALWAYS : NEVER;
}

function settledVerdict(expression: Expression): Verdict {
  if (expression.kind !== 'all' && expression.kind !== 'any') return null;
  return expression.parts.length === 0 ? expression.kind === 'all' : null;
}
