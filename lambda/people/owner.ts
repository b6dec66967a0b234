import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import type { Person } from './person.ts';
import { principalMatches } from './principal-pattern.ts';

/** Who is asked about a call behind which nobody is known: the owner of the program, of the role or user, or of the account. */
export function ownerOf(
  call: ApiCall,
  config: Pick<Config, 'accounts' | 'automation' | 'people'>,
): Person | null {
  const program = config.automation.find(({ principal }) => principalMatches(principal, call.principal));
  if (program !== undefined) return owner(program.owner, `owner of ${program.name}`);
  const found = Object.entries(config.people.owners).find(([pattern]) =>
    principalMatches(pattern, call.principal),
  );
  if (found !== undefined) return owner(found[1], 'owner of the role or user');
  const account = config.accounts?.find(({ id }) => id === call.account);
  return account === undefined || account.owner === null
    ? null
    : owner(account.owner, 'owner of the account');
}

function owner(email: string, by: string): Person {
  return { email, confidence: 'low', by };
}
