import type { JsonValue } from '../../cloudtrail/json.ts';
import { namesForeign } from '../policy/audience.ts';
import type { OurAccounts } from '../policy/our-accounts.ts';
import { textsNamed } from '../request-values.ts';
import type { Exposure } from './analyser.ts';

/** Names under which services write with whom something is shared. */
const RECIPIENTS = new Set([
  ...['group', 'groups', 'usergroup', 'usergroups', 'groupnames', 'userid', 'userids'],
  ...['organizationarn', 'organizationarns', 'organizationalunitarn', 'organizationalunitarns'],
]);
const TAKEN_AWAY = new Set(['remove']);

/** With whom a permission is shared by this part of a request: account ids, `all`. What it removes is left out. */
export function addedRecipients(value: JsonValue | undefined): readonly string[] {
  return textsNamed(value, RECIPIENTS, TAKEN_AWAY);
}

/** What sharing with these opens: `publicly` when one of them is everybody. */
export function shareExposure(
  recipients: readonly string[],
  publicly: Exposure,
  ours: OurAccounts,
): readonly Exposure[] {
  const everybody = recipients.some((one) => one === '*' || one.toLowerCase() === 'all');
  if (everybody) return [publicly];
  return recipients.some((one) => namesForeign(one, ours)) ? ['foreign-account'] : [];
}
