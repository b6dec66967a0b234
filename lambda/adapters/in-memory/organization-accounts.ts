import type { OrganizationAccounts } from '../../ports/organization-accounts.ts';
import { delivered, type Failure } from '../../ports/outcome.ts';

/** A root or unit. */
export interface OrganizationUnit {
  readonly units: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly active: boolean }[];
}

/** @param failure why nothing can be asked; null: it can */
export function createInMemoryOrganizationAccounts(
  tree: Readonly<Record<string, OrganizationUnit>>,
  failure: () => Failure | null = () => null,
): OrganizationAccounts {
  const below = (unit: string): readonly string[] => {
    const { units, accounts } = tree[unit] ?? { units: [], accounts: [] };
    return [...accounts.filter(({ active }) => active).map(({ id }) => id), ...units.flatMap(below)];
  };
  return {
    list: async (units) => {
      const unknown = units.find((unit) => tree[unit] === undefined);
      if (unknown !== undefined) {
        return { kind: 'permanent', reason: `ParentNotFoundException: no unit ${unknown}` };
      }
      return failure() ?? delivered([...new Set(units.flatMap(below))]);
    },
  };
}
