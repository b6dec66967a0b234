import { audienceOf } from '../policy/audience.ts';
import type { OurAccounts } from '../policy/our-accounts.ts';
import { type ReadPolicy, readPolicy } from '../policy/policy-document.ts';
import { parameter } from '../request-values.ts';
import type { Analyser, Exposure } from './analyser.ts';

/** What a policy attached to a resource opens; `publicly` is what it is called when everybody is let in. */
export function policyExposure(
  policy: ReadPolicy,
  publicly: Exposure,
  ours: OurAccounts,
): readonly Exposure[] {
  const audience = audienceOf(policy, ours);
  switch (audience) {
    case 'ours':
      return [];
    case 'foreign':
      return ['foreign-account'];
    case 'everybody':
      return [publicly];
    case 'unreadable':
      return ['unreadable-policy'];
    default: {
      const unreachable: never = audience;
      return unreachable;
    }
  }
}

/** An analyser for calls that carry a policy in the parameter of that (lower-case) name. */
export function policyIn(lowerCaseName: string, publicly: Exposure): Analyser {
  return ({ parameters, ours }) =>
    policyExposure(readPolicy(parameter(parameters, lowerCaseName)), publicly, ours);
}
