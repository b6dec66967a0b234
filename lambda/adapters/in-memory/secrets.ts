import type { Secrets } from '../../ports/secrets.ts';
import { filledFields } from '../secrets-manager/filled.ts';

/** Secrets by name, as given. */
export function createInMemorySecrets(
  secrets: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Secrets {
  const byName = new Map(Object.entries(secrets));
  return {
    async read(name) {
      const fields = byName.get(name);
      return fields
        ? filledFields(name, fields)
        : { kind: 'permanent', reason: `there is no secret ${name}` };
    },
  };
}
