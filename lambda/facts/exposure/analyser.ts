import type { ApiCall } from '../../cloudtrail/api-call.ts';
import type { JsonObject } from '../../cloudtrail/json.ts';
import type { OurAccounts } from '../policy/our-accounts.ts';

/** What a call may open, and to whom. */
export const EXPOSURES = [
  'internet-ingress',
  'internet-prefix-list',
  'public-bucket',
  'public-access-unblocked',
  'public-object-acl',
  'public-snapshot',
  'public-image',
  'public-database',
  'public-function',
  'public-queue',
  'public-topic',
  'public-key',
  'public-secret',
  'public-repository',
  'public-document',
  'public-endpoint',
  'public-resource',
  'foreign-account',
  'admin-grant',
  'takeover-grant',
  'wildcard-trust',
  'unreadable-policy',
] as const;
export type Exposure = (typeof EXPOSURES)[number];

/** One call as the analysers see it: parameters are an empty object where the record has none. */
export interface Request {
  readonly call: ApiCall;
  readonly parameters: JsonObject;
  readonly ours: OurAccounts;
}

/** What one kind of call opens; empty for nothing. Never throws, whatever the parameters are. */
export type Analyser = (request: Request) => readonly Exposure[];

/** Service → API name (without the version that Lambda appends) → analyser. */
export type AnalyserTable = Readonly<Record<string, Readonly<Record<string, Analyser>>>>;

/** The same analyser under several API names. */
export function underNames(names: readonly string[], analyser: Analyser): Readonly<Record<string, Analyser>> {
  return Object.fromEntries(names.map((name) => [name, analyser]));
}
