import type { PolicyCondition, PolicyStatement, ReadPolicy } from './policy-document.ts';

/** An action that signs somebody in with a token of an outside identity provider. */
const WEB_IDENTITY = 'sts:assumerolewithwebidentity';

/** Providers whose audience alone names one application of ours. */
const AUDIENCE_IS_OURS =
  /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;

/**
 * True when a role trusts an OpenID Connect provider without saying whose tokens: anybody with an account there
 * gets in. Source: "Create a role for OpenID Connect federation" (IAM User Guide).
 */
export function trustsAnyToken(policy: ReadPolicy): boolean {
  return policy.kind === 'policy' && policy.statements.some(letsAnyTokenIn);
}

function letsAnyTokenIn(statement: PolicyStatement): boolean {
  const signsIn = statement.actions.some((action) => action.toLowerCase() === WEB_IDENTITY);
  return (
    statement.allows &&
    signsIn &&
    statement.principals.some(
      (one) => one.kind === 'federated' && !namesSubject(one.value, statement.conditions),
    )
  );
}

function namesSubject(provider: string, conditions: readonly PolicyCondition[]): boolean {
  const host = provider.replace(/^arn:[^/]*:oidc-provider\//, '').toLowerCase();
  const keys = AUDIENCE_IS_OURS.test(host) ? [`${host}:sub`, `${host}:aud`] : [`${host}:sub`];
  return conditions.some(
    (condition) =>
      keys.includes(condition.key) &&
      /^(foranyvalue:)?string(equals|like|equalsignorecase)$/.test(condition.operator) &&
      condition.values.length > 0 &&
      condition.values.every(namesSomebody),
  );
}

/** `*`, or `repo:*` as GitHub writes subjects, names nobody. */
function namesSomebody(value: string): boolean {
  return !/^[*?:]*$/.test(value) && !/^repo:[*?]/.test(value);
}
