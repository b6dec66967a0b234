import type { Config } from './config.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * For a run without a configuration: every account seen is a member, every session name that is an e-mail address is
 * a person, nothing is trusted, nothing is automation. Also what stands where `countersign.yaml` says nothing.
 */
export const DEFAULT_CONFIG: Config = {
  accounts: null,
  security: null,
  organizationId: null,
  organization: null,
  people: { domains: null, overrides: {}, owners: {} },
  automation: [],
  networks: { trusted: [] },
  verification: {
    deadlineMs: 15 * MINUTE_MS,
    askWithinMs: HOUR_MS,
    reportAfterMs: 24 * HOUR_MS,
    quietMs: 30 * MINUTE_MS,
    alertWindowMs: HOUR_MS,
  },
  workingHours: null,
  slack: { securityChannel: null },
  pagerDuty: { region: 'us' },
  duo: { host: null, names: {} },
  // A year, and the time to look back at it.
  journal: { keptMs: 400 * 24 * HOUR_MS },
  archive: null,
  cis: { unauthorizedCalls: 'both', severities: {} },
  rules: { folders: ['rules'], levels: {} },
};
