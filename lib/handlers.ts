import { NETWORKS_FILE } from '../lambda/adapters/geoip/networks-in.ts';

/** The functions; each is `handler` of lambda/handlers/<name>.ts. */
export const HANDLERS = ['canary', 'drain', 'slack', 'verify'] as const;
export type HandlerName = (typeof HANDLERS)[number];

/** File beside the code with the configuration and the rules. */
export const DEPLOYMENT_FILE = 'deployment.json';

/** Where Lambda puts it. */
export const DEPLOYED_FILE = `/var/task/${DEPLOYMENT_FILE}`;

/** Where Lambda puts the table of addresses. */
export const DEPLOYED_NETWORKS = `/var/task/${NETWORKS_FILE}`;

/** Whether a handler needs that file; the public endpoint hands everything on and knows nothing. */
export const NEEDS_DEPLOYMENT: Readonly<Record<HandlerName, boolean>> = {
  canary: true,
  drain: true,
  slack: false,
  verify: true,
};

/** Whether a handler asks whose network a call came from. */
export const NEEDS_NETWORKS: Readonly<Record<HandlerName, boolean>> = {
  canary: false,
  drain: true,
  slack: false,
  verify: false,
};
