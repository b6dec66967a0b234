import type { PrincipalKind } from '../cloudtrail/api-call.ts';
import type { JsonValue } from '../cloudtrail/json.ts';
import { compileCheck } from './compile-check.ts';
import type { Check } from './expression.ts';
import type { Demand } from './rule.ts';

/** Kind of caller → the `userIdentity.type` that it always has; null: several, or it depends. */
const TYPES: Readonly<Record<PrincipalKind, readonly string[] | null>> = {
  root: ['Root'],
  'iam-user': ['IAMUser'],
  federated: ['FederatedUser', 'SAMLUser', 'Directory'],
  'role-session': ['AssumedRole', 'Role'],
  instance: ['AssumedRole', 'Role'],
  'web-identity': ['AssumedRole', 'Role', 'WebIdentityUser'],
  sso: null,
  service: null,
  'cross-account': null,
  anonymous: null,
};

/** What a check on a fact says of the record's own fields; null: nothing that EventBridge could test. */
export function factDemand(field: string, check: Check, wanted: boolean): Demand | null {
  if (check.kind !== 'text') return null;
  switch (field) {
    case 'fact.actor.kind':
      return typeDemand(passing(Object.keys(TYPES), check, wanted));
    case 'fact.failed':
      return passing([true, false], check, wanted).includes(true)
        ? null
        : { field: 'errorCode', tests: [{ kind: 'absent' }] };
    default:
      return null;
  }
}

function passing<T extends JsonValue>(values: readonly T[], check: Check, wanted: boolean): readonly T[] {
  const passes = compileCheck(check);
  return values.filter((value) => passes(value) === wanted);
}

function typeDemand(kinds: readonly string[]): Demand | null {
  const types = new Set<string>();
  for (const [kind, known] of Object.entries(TYPES)) {
    if (!kinds.includes(kind)) continue;
    if (known === null) return null;
    for (const type of known) types.add(type);
  }
  if (types.size === 0) return null;
  const tests = [...types].map((value) => ({ kind: 'equals', value }) as const);
  return { field: 'userIdentity.type', tests };
}
