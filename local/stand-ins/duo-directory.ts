/** What Duo knows of a user: one with a phone, one without, one who is let in unasked, one who is locked out. */
export type DuoAccount = 'phone' | 'no-phone' | 'bypass' | 'locked-out';

export interface DuoDirectory {
  /** Null for a name Duo does not know. */
  lookup(username: string): DuoAccount | null;
}

/**
 * An account in which everybody has a phone, under their e-mail.
 *
 * @param exceptions by user name: another kind of account, or `unknown`
 */
export function createDuoDirectory(
  exceptions: Readonly<Record<string, DuoAccount | 'unknown'>> = {},
): DuoDirectory {
  const kinds = new Map(Object.entries(exceptions));
  return {
    lookup: (username) => {
      const kind = kinds.get(username) ?? (username.includes('@') ? 'phone' : 'unknown');
      return kind === 'unknown' ? null : kind;
    },
  };
}
