import type { Outcome } from './outcome.ts';

/** The accounts of an organisation as it is now. */
export interface OrganizationAccounts {
  /** Ids of the active accounts in these roots or units and in all units below them; no id twice. */
  list(units: readonly string[]): Promise<Outcome<readonly string[]>>;
}
