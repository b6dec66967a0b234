/**
 * The secrets that a signature may be made with: a field may hold several, separated by blanks, so that the old one is
 * still accepted while a new one comes into use.
 */
export function acceptedSecrets(field: string | undefined): readonly string[] {
  return (field ?? '').split(/\s+/u).filter((secret) => secret !== '');
}
