/**
 * The account that a principal or ARN names: twelve digits, `*` for any account, null where it names none.
 *
 * Bucket ARNs name none, nor do service names and the unique ids that stand for deleted users and roles.
 */
export function accountIn(text: string): string | null {
  if (text === '*' || /^\d{12}$/.test(text)) return text;
  const [arn, , , , account] = text.split(':');
  if (arn !== 'arn') return null;
  if (account === undefined) return text.includes('*') ? '*' : null;
  if (/[*?]/.test(account)) return '*';
  return /^\d{12}$/.test(account) ? account : null;
}
