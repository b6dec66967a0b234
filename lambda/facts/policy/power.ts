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
  const granted = powersIn(policy.statements, true);
  if (granted.size === 0) return 'none';
  for (const denied of powersIn(policy.statements, false)) granted.delete(denied);
  if (ADMIN_ACTIONS.some((action) => granted.has(action))) return 'admin';
  return granted.size > 0 ? 'takeover' : 'none';
}

const POWERS: readonly string[] = [...ADMIN_ACTIONS, ...TAKEOVER_ACTIONS];
const POWER_NAMES: ReadonlySet<string> = new Set(POWERS);

/** The powerful actions that statements allow, or deny, on every resource. */
function powersIn(statements: readonly PolicyStatement[], allows: boolean): Set<string> {
  const powers = new Set<string>();
  for (const statement of statements) {
    const counts = statement.allows === allows && statement.conditions.length === 0;
    if (!counts || !coversEveryResource(statement)) continue;
    for (const action of powersOf(statement)) powers.add(action);
  }
  return powers;
}

function powersOf({ actions, actionsBut }: PolicyStatement): readonly string[] {
  if (actionsBut === null) return actions.flatMap(powersNamed);
  const spared = new Set(actionsBut.flatMap(powersNamed));
  return POWERS.filter((action) => !spared.has(action));
}

function powersNamed(pattern: string): readonly string[] {
  const lower = pattern.toLowerCase();
  if (!lower.includes('*') && !lower.includes('?')) return POWER_NAMES.has(lower) ? [lower] : [];
  return POWERS.filter((action) => matchesWildcard(lower, action));
}

const EVERYTHING = /^[*]+$/;
const EVERY_IDENTITY = /^arn:[^:]*:(iam|\*):[^:]*:[^:]*:([*]+|(user|role|group|policy)\/[*]+)$/;

/** `*`, or an ARN that leaves the name of the user, role, group or policy open. */
function coversEveryResource({ allows, resources, resourcesBut }: PolicyStatement): boolean {
  // A denial that spares some resources, or names them, leaves the power over the others.
  if (!allows) return !resourcesBut && resources.some((resource) => EVERYTHING.test(resource));
  return resourcesBut || resources.some((one) => EVERYTHING.test(one) || EVERY_IDENTITY.test(one));
}
