import type { Config } from '../config/config.ts';
import { domainOf, emailOf } from './email.ts';

/**
 * The names under which Duo may know a person, in the order in which they are tried: the configured one alone, or the
 * e-mail and then its local part. With people of several mail domains, or of nobody knows which, a local part may be
 * somebody else's, whose approval would be taken for the person's.
 */
export function duoNamesOf(
  email: string,
  { people, duo }: Pick<Config, 'people' | 'duo'>,
): readonly string[] {
  const configured = Object.hasOwn(duo.names, email) ? duo.names[email] : undefined;
  if (configured !== undefined) return [configured];
  const [domain, ...others] = people.domains ?? [];
  const isOfOne =
    domain !== undefined && others.length === 0 && emailOf(email) !== null && domainOf(email) === domain;
  return isOfOne ? [email, email.slice(0, email.indexOf('@'))] : [email];
}
