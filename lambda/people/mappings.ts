import type { Config } from '../config/config.ts';

/** One line of who the configuration says is behind something, or answers for it. */
export interface Mapping {
  readonly kind: 'override' | 'owner' | 'automation' | 'account';
  /** ARN, pattern or name of a principal; name and id of an account. */
  readonly what: string;
  /** Null: nobody. */
  readonly email: string | null;
  /** What that means, in words. */
  readonly meaning: string;
}

/** Who is mapped to whom, as the configuration has it, in the order in which it is asked. */
export function mappingsOf({ people, automation, accounts }: Config): readonly Mapping[] {
  return [
    ...Object.entries(people.overrides).map(([what, email]): Mapping => {
      return { kind: 'override', what, email, meaning: 'is this person' };
    }),
    ...automation.map(({ principal, owner, name, network, rules, expires }): Mapping => {
      const from = network === null ? 'from anywhere' : `from ${network}`;
      const until = new Date(expires).toISOString().slice(0, 10);
      const meaning = `${name}: logged for ${rules.join(', ')} ${from} until ${until}; otherwise its owner is asked`;
      return { kind: 'automation', what: principal, email: owner, meaning };
    }),
    ...Object.entries(people.owners).map(([what, email]): Mapping => {
      return { kind: 'owner', what, email, meaning: 'asked where no person is known' };
    }),
    ...(accounts ?? []).map(({ id, name, owner }): Mapping => {
      const meaning =
        owner === null ? 'a warning where no person is known' : 'asked where no person is known';
      return { kind: 'account', what: `account ${name} (${id})`, email: owner, meaning };
    }),
  ];
}
