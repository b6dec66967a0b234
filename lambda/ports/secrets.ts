import type { Outcome } from './outcome.ts';

/** One secret per vendor; what each function may read is decided by its role. */
export interface Secrets {
  /** The secret's JSON object of strings. `permanent` when it is still empty: the reason names the fields to fill. */
  read(name: string): Promise<Outcome<Readonly<Record<string, string>>>>;
}
