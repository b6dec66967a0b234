import { stringify } from 'yaml';

const SESSION = /^(arn:[^:]*:sts::\d*:assumed-role\/[^/]+\/)/;
/** As long as a team usually lets an exception stand. */
const DAYS = 90;
const DAY_MS = 86_400_000;

/** Sessions of one role are one principal: their names change with each. */
export function behind(principalArn: string): string {
  const role = SESSION.exec(principalArn)?.[1];
  return role === undefined ? principalArn : `${role}*`;
}

/**
 * A Sigma filter, ready to be pasted, that keeps a rule quiet about one principal.
 *
 * @param principal as `behind` names it; @param now for its expiry, milliseconds since 1970
 */
export function filterText(rule: string, principal: string, now: number): string {
  const isRole = principal.endsWith('/*');
  const field = isRole ? 'userIdentity.arn|startswith' : 'userIdentity.arn';
  const value = isRole ? principal.slice(0, -1) : principal;
  return stringify({
    title: `Expected of ${value.split(/[:/]/).filter(Boolean).at(-1) ?? value}`,
    logsource: { product: 'aws', service: 'cloudtrail' },
    owner: 'security@example.com',
    reason: 'Who it is and why it may do this',
    expiry: new Date(now + DAYS * DAY_MS).toISOString().slice(0, 10),
    filter: { rules: [rule], selection: { [field]: value }, condition: 'not selection' },
  });
}
