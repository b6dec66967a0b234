import { isObject, parseJson } from '../../cloudtrail/json.ts';
import type { CredentialLink, LinkedCaller } from '../../people/descent.ts';
import type { Clock } from '../../ports/clock.ts';
import { type CredentialLineage, LINK_KEPT_MS } from '../../ports/credential-lineage.ts';
import { getAll, type Item, putAll, type Table } from './batches.ts';
import { keyText } from './key-text.ts';

/** Links in the state table, `credential#<id>`, until their time. The clock sets when they may be forgotten. */
export function createDynamoCredentialLineage(table: Table, clock: Clock): CredentialLineage {
  return {
    async learn(links) {
      const expiresAt = Math.ceil((clock.now() + LINK_KEPT_MS) / 1_000);
      const last = new Map(links.map((link) => [link.id, link]));
      await putAll(
        table,
        [...last.values()].map((link) => ({ ...itemOf(link), expiresAt })),
      );
    },
    async find(ids) {
      const items = await getAll(table, [...new Set(ids)].map(keyOf));
      const now = clock.now() / 1_000;
      // DynamoDB deletes what has expired within days, not at once.
      const live = items.filter(({ expiresAt }) => typeof expiresAt === 'number' && expiresAt > now);
      return new Map(live.flatMap((item) => linkOf(item) ?? []).map((link) => [link.id, link]));
    },
  };
}

function keyOf(id: string) {
  return { pk: `credential#${keyText(id)}`, sk: 0 };
}

/** As text: an identity is nested, and numbers of CloudTrail are none of DynamoDB's. */
function itemOf({ id, session, caller, sharedEventID }: CredentialLink): Item {
  return {
    ...keyOf(id),
    id,
    session,
    account: caller?.account ?? null,
    identity: caller === null ? null : JSON.stringify(caller.identity),
    sharedEventID,
  };
}

/** Null for an item that is not ours to read: whoever has the key then has no ancestors. */
function linkOf({ id, session, account, identity, sharedEventID }: Item): CredentialLink | null {
  if (typeof id !== 'string') return null;
  return {
    id,
    session: textOf(session),
    caller: callerOf(identity, account),
    sharedEventID: textOf(sharedEventID),
  };
}

function callerOf(identity: unknown, account: unknown): LinkedCaller | null {
  if (typeof identity !== 'string' || typeof account !== 'string') return null;
  const read = parseJson(identity);
  return read.ok && isObject(read.value) ? { identity: read.value, account } : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
