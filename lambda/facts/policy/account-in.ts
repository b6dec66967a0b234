const ACCOUNT = /^\d{12}$/;

/**
 * The account that a principal or ARN names: twelve digits, `*` for any account, null where it names none.
 *
 * Bucket ARNs name none, nor do service names and the unique ids that stand for deleted users and roles.
 */
export function accountIn(text: string): string | null {
  if (text === '*' || ACCOUNT.test(text)) return text;
  if (!text.startsWith('arn:')) return null;
  const account = fifthPart(text);
  if (account === null) return text.includes('*') ? '*' : null;
  if (account.includes('*') || account.includes('?')) return '*';
  return ACCOUNT.test(account) ? account : null;
}

/** What stands between the fourth colon and the next; null for a text of fewer. */
function fifthPart(text: string): string | null {
  let from = 0;
  for (let colons = 0; colons < 4; colons += 1) {
    const colon = text.indexOf(':', from);
    if (colon === -1) return null;
    from = colon + 1;
  }
  const end = text.indexOf(':', from);
  return text.slice(from, end === -1 ? text.length : end);
}
