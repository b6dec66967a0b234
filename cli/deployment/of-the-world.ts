import { Hindrance } from './stored-tables.ts';

/** An error of the file system or of AWS: the user's to mend, and no defect of ours. */
export function isOfTheWorld(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    ('syscall' in cause || '$metadata' in cause || cause.name === 'CredentialsProviderError')
  );
}

/** What keeps a command from reading a deployment, and is told in one line. */
export function isHindrance(cause: unknown): boolean {
  return cause instanceof Hindrance || isOfTheWorld(cause);
}
