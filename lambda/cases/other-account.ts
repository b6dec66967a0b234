import type { CaseCall } from './case.ts';
import type { CopySeen } from './case-event.ts';

/** Accounts kept besides the first; AWS records a call in at most the caller's and the owner's. */
const ACCOUNTS_KEPT = 5;

/** The calls, the one of this key with one more account; the same list when nothing changes. */
export function withCopy(calls: readonly CaseCall[], { ledgerKey, account }: CopySeen): readonly CaseCall[] {
  const index = calls.findIndex((call) => call.ledgerKey === ledgerKey);
  const call = calls[index];
  const known = call === undefined ? [] : [call.account, ...(call.alsoIn ?? [])];
  if (call === undefined || known.includes(account) || known.length > ACCOUNTS_KEPT) return calls;
  return calls.with(index, { ...call, alsoIn: [...(call.alsoIn ?? []), account] });
}
