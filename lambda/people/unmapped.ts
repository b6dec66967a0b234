import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import { emailOf } from './email.ts';
import { type Machine, machineOf } from './machine.ts';

/** Why a principal has no person. */
export interface Unmapped {
  /** One word or two for people, such as `IAM user`. */
  readonly what: string;
  /** A sentence. */
  readonly why: string;
  /**
   * What closes the gap: a person for this principal, an owner for the role, an owner for the account; `none`: AWS
   * itself acts, and nobody needs to be known.
   */
  readonly remedy: 'none' | 'override' | 'owner' | 'account';
}

/** Explains why nobody is known behind a call, for which `personOf` found nobody. */
export function whyUnmapped(
  call: ApiCall,
  people: Config['people'],
  ancestors: readonly Principal[] = [],
): Unmapped {
  const machine = machineOf(call, ancestors);
  if (machine !== null) return programWhy(machine);
  const first = ancestors.at(-1);
  return first === undefined
    ? gapOf(call.principal, people)
    : { what: 'role', why: `Assumed by ${first.label}, behind whom nobody is known.`, remedy: 'owner' };
}

function programWhy({ kind, name }: Machine): Unmapped {
  switch (kind) {
    case 'aws-service':
      return { what: 'AWS service', why: 'AWS acts by itself.', remedy: 'none' };
    case 'service-role':
      return { what: 'service-linked role', why: 'Only the AWS service can use this role.', remedy: 'none' };
    case 'instance':
      return program('instance', 'The role of an EC2 instance: nobody sits there.');
    case 'lambda':
      return program('Lambda function', 'The role of a function: nobody sits there.');
    case 'workload':
      return program('workload', `A program of yours: ${name} assumed its role.`);
    case 'ci':
      return program('CI', `A workflow that ${name} vouches for.`);
    case 'kubernetes':
      return program('workload', `The role of ${name}.`);
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}

/** It has an owner, or registered automation has. */
function program(what: string, why: string): Unmapped {
  return { what, why, remedy: 'owner' };
}

function gapOf(principal: Principal, people: Config['people']): Unmapped {
  const { kind, userName, arn, sessionName } = principal;
  switch (kind) {
    case 'root':
      return {
        what: 'root',
        why: 'Root is nobody in particular: its account has an owner.',
        remedy: 'account',
      };
    case 'iam-user':
      return userName === null && arn === null
        ? { what: 'IAM user', why: 'AWS hid the name: it may have been a password.', remedy: 'account' }
        : { what: 'IAM user', why: nameWhy(userName, people), remedy: 'override' };
    case 'sso':
      return { what: 'Identity Center', why: nameWhy(sessionName ?? userName, people), remedy: 'override' };
    case 'role-session':
      return { what: 'role', why: sessionWhy(sessionName, people), remedy: 'owner' };
    case 'federated':
    case 'web-identity':
      return { what: 'federated user', why: nameWhy(userName ?? sessionName, people), remedy: 'override' };
    case 'cross-account':
      return { what: 'another account', why: 'Only the other account knows who that is.', remedy: 'account' };
    case 'service':
    case 'instance':
    case 'anonymous':
      return { what: 'unknown caller', why: 'The record names nobody.', remedy: 'account' };
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}

function nameWhy(name: string | null, people: Config['people']): string {
  return isForeign(name, people) ? FOREIGN : 'Its name is no e-mail address.';
}

function sessionWhy(name: string | null, people: Config['people']): string {
  return isForeign(name, people) ? FOREIGN : 'The names of its sessions are no e-mail addresses.';
}

const FOREIGN = 'Its e-mail address is of none of people.domains.';

/** An address, and yet nobody: it is of another domain. */
function isForeign(name: string | null, { domains }: Config['people']): boolean {
  return domains !== null && emailOf(name) !== null;
}
