import { stringify } from 'yaml';
import type { Entry } from './roster.ts';

/** An address that is somebody's at no company: `countersign people` does not know whose it should be. */
const WHO = 'who@example.com';

/**
 * What to write into `countersign.yaml` so that somebody is known for each of these: text ready to paste, with one
 * address to be replaced. Null: nothing that a configuration could do.
 */
export function suggestedLines(entries: readonly Entry[]): string | null {
  const overrides = principals(entries, 'override');
  const owners = principals(entries, 'owner-or-automation');
  const accounts = new Set(
    entries
      .filter(({ unmapped, account }) => unmapped?.remedy === 'account' && account !== 'unknown')
      .map(({ account }) => account),
  );
  const parts = [
    ...(overrides.length + owners.length === 0
      ? []
      : [
          stringify(
            {
              people: {
                ...(overrides.length === 0 ? {} : { overrides: asked(overrides) }),
                ...(owners.length === 0 ? {} : { owners: asked(owners) }),
              },
            },
            { lineWidth: 0 },
          ),
        ]),
    ...(accounts.size === 0
      ? []
      : [
          stringify({
            accounts: [...accounts].map((id) => ({ id, name: `account-${id}`, owner: WHO })),
          }),
        ]),
  ];
  return parts.length === 0 ? null : parts.join('');
}

function asked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, WHO]));
}

function principals(
  entries: readonly Entry[],
  remedy: 'override' | 'owner-or-automation',
): readonly string[] {
  return [
    ...new Set(
      entries.filter(({ unmapped }) => unmapped?.remedy === remedy).map(({ principal }) => principal),
    ),
  ];
}
