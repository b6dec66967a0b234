import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { type Machine, machineOf } from './machine.ts';

/** Why a principal has no person. `gap`: there may be one, and nobody knows who. */
export interface Unmapped {
  readonly kind: 'machine' | 'gap';
  /** One word or two for people, such as `IAM user`. */
  readonly what: string;
  /** A sentence. */
  readonly why: string;
  /** What closes the gap; `none`: nothing to close; `first-of-chain`: mapping whom the credentials came from. */
  readonly remedy: 'none' | 'override' | 'owner-or-automation' | 'account' | 'first-of-chain';
}

/** Explains why nobody is known behind a call, for which `personOf` found nobody. */
export function whyUnmapped(call: ApiCall, ancestors: readonly Principal[] = []): Unmapped {
  const machine = machineOf(call, ancestors);
  if (machine !== null) return program(machine);
  const first = ancestors.at(-1);
  return first === undefined ? gapOf(call.principal) : assumed(call.principal, first);
}

function program({ kind, name }: Machine): Unmapped {
  switch (kind) {
    case 'aws-service':
      return { kind: 'machine', what: 'AWS service', why: 'AWS acts by itself.', remedy: 'none' };
    case 'service-role':
      return {
        kind: 'machine',
        what: 'service-linked role',
        why: 'Only the AWS service can use this role.',
        remedy: 'none',
      };
    case 'instance':
      return ownedMachine('instance', 'The role of an EC2 instance: nobody sits there.');
    case 'lambda':
      return ownedMachine('Lambda function', 'The role of a function: nobody sits there.');
    case 'ci':
      return ownedMachine('CI', `A workflow that ${name} vouches for.`);
    case 'kubernetes':
      return ownedMachine('workload', `The role of ${name}.`);
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}

/** A session whose chain is known: whoever is at its beginning is to be mapped. */
function assumed(principal: Principal, first: Principal): Unmapped {
  const why = `Assumed by ${first.label}, who is nobody's.`;
  return { kind: 'gap', what: gapOf(principal).what, why, remedy: 'first-of-chain' };
}

function ownedMachine(what: string, why: string): Unmapped {
  return { kind: 'machine', what, why, remedy: 'owner-or-automation' };
}

function gapOf(principal: Principal): Unmapped {
  const gap = (what: string, why: string, remedy: Unmapped['remedy']): Unmapped => ({
    kind: 'gap',
    what,
    why,
    remedy,
  });
  switch (principal.kind) {
    case 'root':
      return gap('root', 'Root is nobody in particular: the owner of its account is asked.', 'account');
    case 'iam-user':
      return principal.userName === null
        ? gap('IAM user', 'AWS hid what was typed as its name: it may have been a password.', 'none')
        : gap('IAM user', 'Its name is no e-mail address of yours.', 'override');
    case 'sso':
      return gap('Identity Center', 'Its name is no e-mail address of yours.', 'override');
    case 'role-session':
      return gap('role', 'Its sessions carry no e-mail address of yours.', 'owner-or-automation');
    case 'federated':
    case 'web-identity':
      return gap('federated user', 'Its name is no e-mail address of yours.', 'override');
    case 'cross-account':
      return gap('another account', 'Only the other account knows who that is.', 'account');
    case 'anonymous':
      return gap('unknown caller', 'The record names nobody.', 'account');
    case 'service':
    case 'instance':
      return gap(principal.kind, 'Nobody sits there.', 'none');
    default: {
      const unreachable: never = principal.kind;
      return unreachable;
    }
  }
}
