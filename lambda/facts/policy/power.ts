import type { PolicyStatement, ReadPolicy } from './policy-document.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * Actions that, allowed on every resource, let their holder become administrator in one or two steps.
 *
 * Only those with which a principal gives itself power directly; source: "Permissions management" access level in
 * the "Service Authorization Reference" for IAM.
 */
const ESCALATING_ACTIONS = [
  'iam:addusertogroup',
  'iam:attachgrouppolicy',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:passrole',
  'iam:putgrouppolicy',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:updateloginprofile',
] as const;

/** Managed policies of AWS that make their holder administrator, or let him make himself one. */
const ADMIN_POLICIES = ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess'] as const;

/** True for the ARN of a managed policy of AWS that grants administrator power. */
export function isAdminPolicyArn(arn: string): boolean {
  return ADMIN_POLICIES.some((name) => /^arn:[^:]+:iam::aws:policy\//.test(arn) && arn.endsWith(`/${name}`));
}

/**
 * True when an identity policy lets its holder do everything, or take the power to.
 *
 * A condition on a statement is taken as narrowing it, because what it compares is rarely the holder's choice.
 */
export function grantsAdmin(policy: ReadPolicy): boolean {
  return policy.kind === 'policy' && policy.statements.some(makesAdmin);
}

function makesAdmin(statement: PolicyStatement): boolean {
  if (!statement.allows || statement.conditions.length > 0 || !coversEveryResource(statement)) return false;
  return allowsEverything(statement) || ESCALATING_ACTIONS.some((action) => allowsAction(statement, action));
}

function allowsEverything(statement: PolicyStatement): boolean {
  return statement.actions.some((action) => /^[*]+(:[*]+)?$/.test(action));
}

function allowsAction(statement: PolicyStatement, action: string): boolean {
  if (statement.actionsBut !== null) {
    return !statement.actionsBut.some((pattern) => matchesWildcard(pattern.toLowerCase(), action));
  }
  return statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), action));
}

/** `*`, or an ARN that leaves the name of the user, role, group or policy open. */
function coversEveryResource(statement: PolicyStatement): boolean {
  return (
    statement.resourcesBut ||
    statement.resources.some(
      (resource) =>
        /^[*]+$/.test(resource) ||
        /^arn:[^:]*:(iam|\*):[^:]*:[^:]*:([*]+|(user|role|group|policy)\/[*]+)$/.test(resource),
    )
  );
}
