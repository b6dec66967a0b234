import type { PolicyStatement, ReadPolicy } from './policy-document.ts';
import { ADMIN_ACTIONS, ADMIN_POLICIES, TAKEOVER_ACTIONS } from './powerful-actions.ts';
import { matchesWildcard } from './wildcard.ts';

/** `admin`: everything, or the power to take it; `takeover`: other roles' credentials, through what runs with them. */
export type Power = 'admin' | 'takeover' | 'none';

const MANAGED_BY_AWS = /^arn:[^:]+:iam::aws:policy\/(?:[^/]+\/)*([^/]+)$/;

/** True for the ARN of a managed policy of AWS that grants administrator power. */
export function isAdminPolicyArn(arn: string): boolean {
  const name = MANAGED_BY_AWS.exec(arn)?.[1];
  return name !== undefined && ADMIN_POLICIES.has(name);
}

/**
 * How much power an identity policy gives its holder.
 *
 * A condition on a statement is taken as narrowing it, because what it compares is rarely the holder's choice. A denial
 * counts where it is unconditional and of every resource.
 */
export function powerOf(policy: ReadPolicy): Power {
  if (policy.kind !== 'policy') return 'none';
  const wide = policy.statements.filter((one) => one.conditions.length === 0 && coversEveryResource(one));
  const allowing = wide.filter((one) => one.allows && mayGrantPower(one)).map(actionTest);
  if (allowing.length === 0) return 'none';
  const denying = wide.filter((one) => !one.allows).map(actionTest);
  const isGranted = (action: string): boolean =>
    allowing.some((names) => names(action)) && !denying.some((names) => names(action));
  if (ADMIN_ACTIONS.some(isGranted)) return 'admin';
  return TAKEOVER_ACTIONS.some(isGranted) ? 'takeover' : 'none';
}

const POWERFUL_SERVICES: ReadonlySet<string> = new Set(
  [...ADMIN_ACTIONS, ...TAKEOVER_ACTIONS].map((action) => action.slice(0, action.indexOf(':'))),
);

/** Most statements name other services only, and need no closer look. */
function mayGrantPower({ actions, actionsBut }: PolicyStatement): boolean {
  return actionsBut !== null || actions.some(mayNamePower);
}

function mayNamePower(pattern: string): boolean {
  const [service = '', action] = pattern.split(':', 2);
  return action === undefined || /[*?]/.test(service) || POWERFUL_SERVICES.has(service.toLowerCase());
}

/** Whether a statement is about an action, which is given in lower case. */
function actionTest({ actions, actionsBut }: PolicyStatement): (action: string) => boolean {
  const names = nameTest(actionsBut ?? actions);
  return actionsBut === null ? names : (action) => !names(action);
}

function nameTest(patterns: readonly string[]): (action: string) => boolean {
  const exact = new Set<string>();
  const wildcards: string[] = [];
  for (const pattern of patterns) {
    const lower = pattern.toLowerCase();
    if (lower.includes('*') || lower.includes('?')) wildcards.push(lower);
    else exact.add(lower);
  }
  return (action) => exact.has(action) || wildcards.some((pattern) => matchesWildcard(pattern, action));
}

const EVERYTHING = /^[*]+$/;
const EVERY_IDENTITY = /^arn:[^:]*:(iam|\*):[^:]*:[^:]*:([*]+|(user|role|group|policy)\/[*]+)$/;

/** `*`, or an ARN that leaves the name of the user, role, group or policy open. */
function coversEveryResource({ allows, resources, resourcesBut }: PolicyStatement): boolean {
  // A denial that spares some resources, or names them, leaves the power over the others.
  if (!allows) return !resourcesBut && resources.some((resource) => EVERYTHING.test(resource));
  return resourcesBut || resources.some((one) => EVERYTHING.test(one) || EVERY_IDENTITY.test(one));
}
