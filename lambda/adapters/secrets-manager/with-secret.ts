import type { Outcome } from '../../ports/outcome.ts';
import type { Secrets } from '../../ports/secrets.ts';

type Fields = Readonly<Record<string, string>>;

/**
 * Something made from a secret, and made again when the secret was rotated. Using it while the secret cannot be read
 * ends as reading it did.
 */
export function withSecret<T>(secrets: Secrets, name: string, make: (fields: Fields) => T) {
  let made: { readonly from: string; readonly value: T } | null = null;
  return async <R>(use: (value: T) => Promise<Outcome<R>>): Promise<Outcome<R>> => {
    const read = await secrets.read(name);
    if (read.kind !== 'delivered') return read;
    const from = JSON.stringify(read.value);
    if (made?.from !== from) made = { from, value: make(read.value) };
    return use(made.value);
  };
}
