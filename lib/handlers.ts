import { NETWORKS_FILE } from '../lambda/adapters/geoip/networks-in.ts';

interface HandlerNeeds {
  /** The file with the configuration and the rules; the public endpoints hand everything on and know nothing. */
  readonly deployment: boolean;
  /** The table that tells whose network a call came from. */
  readonly networks: boolean;
}

/** The functions, and the files each needs beside its code; each is `handler` of lambda/handlers/<name>.ts. */
export const HANDLERS = {
  canary: { deployment: true, networks: false },
  compare: { deployment: true, networks: false },
  drain: { deployment: true, networks: true },
  investigate: { deployment: true, networks: true },
  pagerduty: { deployment: false, networks: false },
  scan: { deployment: true, networks: true },
  ship: { deployment: true, networks: false },
  slack: { deployment: false, networks: false },
  verify: { deployment: true, networks: false },
} as const satisfies Readonly<Record<string, HandlerNeeds>>;

export type HandlerName = keyof typeof HANDLERS;

/** Something for each of the functions. */
export type PerHandler<T> = Readonly<Record<HandlerName, T>>;

export function perHandler<T>(make: (name: HandlerName) => T): PerHandler<T> {
  return {
    canary: make('canary'),
    compare: make('compare'),
    drain: make('drain'),
    investigate: make('investigate'),
    pagerduty: make('pagerduty'),
    scan: make('scan'),
    ship: make('ship'),
    slack: make('slack'),
    verify: make('verify'),
  };
}

/** File beside the code with the configuration and the rules. */
export const DEPLOYMENT_FILE = 'deployment.json';

/** Where Lambda puts it. */
export const DEPLOYED_FILE = `/var/task/${DEPLOYMENT_FILE}`;

/** Where Lambda puts the table of addresses. */
export const DEPLOYED_NETWORKS = `/var/task/${NETWORKS_FILE}`;
