import { stringify } from 'yaml';
import { principalArn } from '../../lambda/config/fields.ts';
import type { Entry, PeopleConfig } from './entry.ts';

/** Nobody's address: whose it should be is what is asked for. */
const WHO = 'who@example.com';

/**
 * What to write into `countersign.yaml` so that somebody is known for each of these: text ready to paste, but for the
 * addresses. Null: nothing that a configuration could do.
 */
export function suggestedLines(entries: readonly Entry[], config: PeopleConfig): string | null {
  const overrides = principals(entries, 'override');
  const owners = principals(entries, 'owner').filter(
    (principal) => principalArn.safeParse(principal).success,
  );
  const accounts = accountsOf(entries);
  const people = {
    ...(overrides.length === 0 ? {} : { overrides: asked(overrides) }),
    ...(owners.length === 0 ? {} : { owners: asked(owners) }),
  };
  const parts = [
    ...(Object.keys(people).length === 0 ? [] : [yaml({ people })]),
    ...(accounts.length === 0 ? [] : [accountLines(accounts, config)]),
  ];
  return parts.length === 0 ? null : parts.join('');
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0 });
}

function accountLines(ids: readonly string[], { accounts }: PeopleConfig): string {
  const nameOf = (id: string) => accounts?.find((account) => account.id === id)?.name ?? `account-${id}`;
  const lines = yaml({ accounts: ids.map((id) => ({ id, name: nameOf(id), owner: WHO })) });
  return accounts === null ? lines : `# the owner belongs into the entry that the account has\n${lines}`;
}

function accountsOf(entries: readonly Entry[]): readonly string[] {
  const wanting = entries.filter(({ unmapped, principal }) => {
    const remedy = unmapped?.remedy;
    return remedy === 'account' || (remedy === 'owner' && !principalArn.safeParse(principal).success);
  });
  return [...new Set(wanting.map(({ account }) => account))].filter((account) => account !== 'unknown');
}

function asked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, WHO]));
}

function principals(entries: readonly Entry[], remedy: 'override' | 'owner'): readonly string[] {
  const wanting = entries.filter(({ unmapped }) => unmapped?.remedy === remedy);
  return [...new Set(wanting.map(({ principal }) => principal))];
}
