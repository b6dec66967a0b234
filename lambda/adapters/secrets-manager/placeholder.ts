/** What the deployment puts into each field of a new secret, for the operator to replace. */
export const SECRET_PLACEHOLDER = 'REPLACE_ME';

/** Whether a field of a secret was never filled in. */
export function isUnfilled(value: string): boolean {
  const text = value.trim();
  return text === '' || text === SECRET_PLACEHOLDER;
}
